# script.awk - a Markdown document becomes the calls of write, run and check that run-document defines.

function quoted(text) {
	gsub(/'/, "'\\''", text)
	return "'" text "'"
}

function begin(call) { print call " <<'MCFG_END'"; open = 1 }
function end() { if (open) print "MCFG_END"; open = 0 }

/^ *```/ && !block {
	info = $0
	sub(/^ *```/, "", info)
	n = split(info, words, " ")
	block = n == 0 ? "text" : words[1]
	if (n > 1)
		begin("write " NR " " quoted(words[2]))
	else if (block == "ocaml")
		begin("check " NR)
	next
}

/^ *```$/ && block {
	end()
	block = ""
	next
}

block == "console" && /^\$ / {
	end()
	begin("run " NR " " quoted(substr($0, 3)))
	next
}

open { print }
