%% Erlang: N processes that sleep for 0.5 to 1.5 s. Prints as ours.c does; bytes are those of the processes.
-module(sleepers).
-export([main/1]).

main([Argument]) ->
    N = list_to_integer(Argument),
    Main = self(),
    Begin = erlang:monotonic_time(nanosecond),
    spawn_all(N, Main),
    Made = erlang:monotonic_time(nanosecond),
    Bytes = erlang:memory(processes),
    wait_for(N),
    End = erlang:monotonic_time(nanosecond),
    io:format("~.1f ~.3f ~p~n", [(Made - Begin) / N, (End - Begin) / 1.0e9, Bytes div N]),
    halt().

spawn_all(0, _) -> ok;
spawn_all(N, Main) ->
    spawn(fun() -> timer:sleep(500 + rand:uniform(1000)), Main ! done end),
    spawn_all(N - 1, Main).

wait_for(0) -> ok;
wait_for(N) -> receive done -> wait_for(N - 1) end.
