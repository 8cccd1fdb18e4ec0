# attach.sh - what an image has attached (sourced by the `run` of targets for machines):
#
#   attach_words WORD...    takes the words that mcfg puts for @{attach}, --disk=NAME=FILE and --net=NET;
#                           $attach_n is how many
#   attach_each DEVICES     calls, in order, for each line of the file beside the image:
#                             disk FILE rw|ro NAME    FILE is there, and may be used so
#                             network NET NAME        NET is "" where nothing was said
#   has_interface NAME      has the host one of that name?
#   need_interface NAME     ends where it has none
#
# What is missing is said, and ends with 3; what was asked for and nobody has, with 2.

attach_words() {
	attach_n=0 disks='' nets='' n_nets=0
	for word; do
		case $word in
		--disk=*) disks="$disks${word#--disk=}
" ;;
		--net=*)
			nets="$nets${word#--net=}
"
			n_nets=$((n_nets + 1))
			;;
		*) break ;;
		esac
		attach_n=$((attach_n + 1))
	done
}

# file_of NAME: $file is what --attach-disk said last of it, else of its own name.
file_of() {
	file=$(printf '%s' "$disks" | NAME=$1 awk 'BEGIN { name = ENVIRON["NAME"] "=" }
		index($0, name) == 1 { found = substr($0, length(name) + 1) } END { print found }')
	[ -n "$file" ] || file=$1
	case $file in /*) ;; *) file=./$file ;; esac
}

# check_disk MODE NAME: can $file be that?
check_disk() {
	problem=
	if [ ! -e "$file" ]; then
		problem="there is no file ${file#./}"
	elif [ ! -f "$file" ] && [ ! -b "$file" ]; then
		problem="${file#./} is neither a file nor a disk"
	elif [ ! -r "$file" ] || { [ "$1" = rw ] && [ ! -w "$file" ]; }; then
		problem="${file#./} may not be read$([ "$1" = ro ] || echo " and written")"
	elif [ -f "$file" ] && [ $(($(stat -L -c %s "$file") % 512)) != 0 ]; then
		problem="${file#./} has not a whole number of sectors of 512 bytes"
	fi
	[ -z "$problem" ] || {
		echo "mcfg: the disk $2 is not there: $problem; --attach-disk $2=FILE attaches another file" >&2
		exit 3
	}
}

# check_wanted DEVICES: is everything that was asked for there for something?
check_wanted() {
	devices=$1
	[ -e "$devices" ] || devices=/dev/null
	cards=$(grep -c '^network ' "$devices") || :
	[ "$cards" -ge "$n_nets" ] || {
		echo "mcfg: --attach-net: the image has not so many cards; it has $cards" >&2
		exit 2
	}
	printf '%s' "$disks" | awk '
		!asked && sub(/^disk r[wo] /, "") { names[++n] = $0; has = has (n > 1 ? ", " : "") $0 }
		asked {
			for (i = 1; i <= n && index($0, names[i] "=") != 1; i++)
				;
			if (i > n) {
				print "mcfg: --attach-disk " $0 ": the image has no such disk; it has " (n ? has : "none")
				wrong = 1
			}
		}
		END { exit wrong ? 2 : 0 }' "$devices" asked=1 - >&2 || exit 2
}

attach_each() {
	check_wanted "$1"
	[ -e "$1" ] || return 0
	while IFS= read -r line; do
		case $line in
		'disk '*)
			mode=${line#disk } mode=${mode%% *}
			file_of "${line#disk r? }"
			check_disk "$mode" "${line#disk r? }"
			disk "$file" "$mode" "${line#disk r? }"
			;;
		'network '*)
			network "$(printf '%s' "$nets" | sed -n 1p)" "${line#network rw }"
			nets=$(printf '%s' "$nets" | sed 1d)
			;;
		esac
	done <"$1"
}

has_interface() { sed -n 's/^ *\([^ ]*\):.*/\1/p' /proc/net/dev | grep -qxF -e "$1"; }

need_interface() {
	has_interface "$1" || {
		echo "mcfg: there is no interface $1; \`ip tuntap add $1 mode tap\` makes a tap" >&2
		exit 3
	}
}
