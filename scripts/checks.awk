# checks.awk - from the texts in compiler/base/checks/ to the C that holds them: what `mcfg explain`
# says. Each file is called by its check; its lines come out as one string.
BEGIN { print "#include \"base/check_texts.h\"\n\nconst struct check_text check_texts[] = {" }
FNR == 1 {
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.txt$/, "", name)
	printf "%s\t{ \"%s\",", NR == 1 ? "" : " },\n", name
}
{
	gsub(/\\/, "&&")
	gsub(/["?]/, "\\\\&")
	printf "\n\t  \"%s\\n\"", $0
}
END { print " },\n\t{ 0, 0 }\n};" }
