using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Threads an operation may use, this one included.</summary>
    public static int get_num_threads() => Workers.Threads;

    public static void set_num_threads(int num) =>
        Workers.Threads = num > 0 ? num : throw new ArgumentException($"Expected a positive number of threads, not {num}.");
}
