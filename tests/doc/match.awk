# match.awk - does the second file match the first, in which a line `...` stands for any lines?

FNR == NR { expected[++n] = $0; next }
{ found[++m] = $0 }

# The end of the found lines is reached by the end of the expected ones, from i and j on.
function matches(i, j) {
	if (i > n)
		return j > m
	if (expected[i] == "...")
		return matches(i + 1, j) || (j <= m && matches(i, j + 1))
	return j <= m && expected[i] == found[j] && matches(i + 1, j + 1)
}

END { exit !matches(1, 1) }
