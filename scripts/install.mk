# install, uninstall: what an mcfg that works without the repository consists of.

MAN        := $(DESTDIR)$(PREFIX)/share/man/man1
SHARE      := $(DESTDIR)$(PREFIX)/share/mcfg
INCLUDE    := $(DESTDIR)$(PREFIX)/include
VERSION     = $(shell sed -n 's/^\#define MCFG_VERSION "\(.*\)"/\1/p' compiler/version.h)
API_HEADERS = $(shell cd compiler && find * -name "*.h" -o -name "*.def" | sort)

# From the one table of commands that `mcfg --help` prints as well.
$(B)/man/mcfg.1: $(B)/bin/mcfg
	@mkdir -p $(@D)
	@rm -f $(@D)/*
	$< --man >$@.new
	for command in $$(sed -n 's/^\\fBmcfg\\-\([a-z]*\)\\fR(1)$$/\1/p' $@.new); do \
		$< --man $$command >$(@D)/mcfg-$$command.1 || exit; \
	done
	mv $@.new $@

# The interfaces' headers with calls through tables, for editors and for the tests of devices.
$(B)/headers/.done: $(B)/bin/mcfg $(shell find devices -name '*.mdev' 2>/dev/null)
	rm -rf $(@D)
	$< headers $(@D)
	@touch $@

install: all $(B)/man/mcfg.1 $(B)/headers/.done
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(MAN) $(SHARE) $(INCLUDE)/mcfg
	install -m 755 $(B)/bin/mcfg $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(B)/lib/libmcfg.a $(DESTDIR)$(PREFIX)/lib
	sed 's,@PREFIX@,$(PREFIX),; s,@VERSION@,$(VERSION),' scripts/libmcfg.pc.in \
		>$(DESTDIR)$(PREFIX)/lib/pkgconfig/libmcfg.pc
	install -m 644 $(B)/man/* $(MAN)
	for h in $(API_HEADERS); do install -D -m 644 compiler/$$h $(INCLUDE)/libmcfg/$$h || exit; done
	cp -R runtime/include/mcfg/. $(B)/headers/mcfg/. $(INCLUDE)/mcfg
	rm -rf $(SHARE)/devices $(SHARE)/runtime $(SHARE)/stdlib-configs $(SHARE)/tests
	cp -R devices runtime stdlib-configs $(SHARE)
	install -d $(SHARE)/tests
	cp -R tests/machines $(SHARE)/tests
	chmod -R u+w,a+rX $(SHARE) $(INCLUDE)/mcfg

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/mcfg $(DESTDIR)$(PREFIX)/lib/libmcfg.a
	rm -f $(DESTDIR)$(PREFIX)/lib/pkgconfig/libmcfg.pc $(MAN)/mcfg.1 $(MAN)/mcfg-*.1
	rm -rf $(SHARE) $(INCLUDE)/libmcfg $(INCLUDE)/mcfg

.PHONY: install uninstall
