# leaves.awk - which functions of an image (objdump -d) run while vector registers are live: the roots, and
# what these call. Prints each that uses such a register.
/^[0-9a-f]+ <.*>:$/ {
	name = $2
	gsub(/[<>:]/, "", name)
	next
}
{
	if ($0 ~ /%[xyz]mm|%st\(|%mm[0-7]/)
		uses[name] = $0
	if (match($0, /(call|j[a-z]+) +[0-9a-f]+ <[^>+]*/)) {
		to = substr($0, RSTART, RLENGTH)
		sub(/.*</, "", to)
		if (to != name)
			calls[name] = calls[name] " " to
	}
}
END {
	n = split(roots, todo, " ")
	for (i = 1; i <= n; i++) {
		# What may block has its registers saved.
		if (todo[i] in seen || todo[i] ~ /^mcfg_(syscall_blocking|x86_syscall)$/)
			continue
		seen[todo[i]] = 1
		count++
		if (todo[i] in uses) {
			print todo[i] ": " uses[todo[i]]
			wrong = 1
		}
		m = split(calls[todo[i]], more, " ")
		for (j = 1; j <= m; j++)
			todo[++n] = more[j]
	}
	print count " functions without vector registers"
	exit wrong || count < 20
}
