using System.Diagnostics;
using TorchSharp.Embedded;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>The worker threads at their most delicate: about to fall asleep while the next job comes.</summary>
public sealed class WorkersTests
{
    struct Marks(int[] marks) : IParts
    {
        public readonly void Run(int part) => Interlocked.Increment(ref marks[part]);
    }

    [Test]
    public void Every_part_runs_once_however_long_the_pause_before()
    {
        (int threads, int spins) = (Workers.Threads, Workers.SpinsBeforeSleep);
        Workers.Threads = 4;
        Workers.SpinsBeforeSleep = 0;
        try
        {
            var marks = new int[16];
            var random = new Random(1);
            var clock = Stopwatch.StartNew();
            int jobs = 0;
            for (; jobs < 300_000 && clock.Elapsed.TotalSeconds < 3; jobs++)
            {
                var job = new Marks(marks);
                Workers.Run(ref job, marks.Length);
                // Workers sleep as soon as they can: the next job meets them on their way.
                Thread.SpinWait(random.Next(200));
            }

            marks.ShouldAllBe(count => count == jobs);
        }
        finally
        {
            (Workers.Threads, Workers.SpinsBeforeSleep) = (threads, spins);
        }
    }

    struct Fault : IParts
    {
        public readonly void Run(int part)
        {
            if (part == 3)
                throw new InvalidOperationException("part three");
        }
    }

    [Test]
    public void A_part_that_fails_fails_the_job_and_the_next_one_runs()
    {
        var fault = new Fault();
        Exception thrown = Should.Throw<InvalidOperationException>(() => Workers.Run(ref fault, 8));
        (thrown.Message + thrown.InnerException?.Message).ShouldContain("part three");
        var marks = new int[8];
        var job = new Marks(marks);
        Workers.Run(ref job, 8);
        marks.ShouldAllBe(count => count == 1);
    }
}
