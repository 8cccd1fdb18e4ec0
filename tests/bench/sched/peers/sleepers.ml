(* Lwt: N threads that sleep for 0.5 to 1.5 s, over libev. Prints as ours.c does. *)
open Lwt.Infix

(* The most that was resident, in KiB. *)
let most_kib () =
  let status = open_in "/proc/self/status" in
  let rec look () =
    let line = input_line status in
    if String.length line > 6 && String.sub line 0 6 = "VmHWM:" then
      Scanf.sscanf line "VmHWM: %d" (fun kib -> kib)
    else look ()
  in
  look ()

let () =
  let n = int_of_string Sys.argv.(1) in
  (try Lwt_engine.set (new Lwt_engine.libev ()) with _ -> ());
  let begun = Unix.gettimeofday () in
  let rec make i threads =
    if i = n then threads
    else make (i + 1) ((Lwt_unix.sleep (0.5 +. Random.float 1.0) >|= fun () -> ()) :: threads)
  in
  let threads = make 0 [] in
  let made = Unix.gettimeofday () in
  Lwt_main.run (Lwt.join threads);
  Printf.printf "%.1f %.3f %.0f\n"
    ((made -. begun) *. 1e9 /. float n)
    (Unix.gettimeofday () -. begun)
    (float (most_kib ()) *. 1024. /. float n)
