Running 4s test @ http://127.0.0.1:28080/@demo
  2 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.05ms    1.43ms  14.62ms   88.51%
    Req/Sec    39.32k     7.78k   52.64k    70.37%
  317933 requests in 4.11s, 44.27MB read
Requests/sec:  77386.65
Transfer/sec:     10.78MB
