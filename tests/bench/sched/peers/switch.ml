(* Lwt: N switches between two threads that pause. Prints nanoseconds for each. *)
open Lwt.Infix

let () =
  let n = int_of_string Sys.argv.(1) in
  let rec loop i = if i = 0 then Lwt.return_unit else Lwt.pause () >>= fun () -> loop (i - 1) in
  let begun = Unix.gettimeofday () in
  let both = Lwt.join [ loop (n / 2); loop (n / 2) ] in
  (* The scheduler alone, without an iteration of the event loop for each. *)
  while Lwt.state both = Lwt.Sleep do
    Lwt.wakeup_paused ()
  done;
  Printf.printf "%.1f\n" ((Unix.gettimeofday () -. begun) *. 1e9 /. float n)
