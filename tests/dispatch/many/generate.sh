# generate.sh N LAST: a configuration of N chained devices behind an end that has the number LAST.
echo 'let main = foreign "App.Main" (link @-> job)'
echo "let d0 = end $2"
i=0
while [ $i -lt "$1" ]; do
	echo "let d$((i + 1)) = link_to \$ d$i"
	i=$((i + 1))
done
echo "let () = register \"many\" [ main \$ d$1 ]"
