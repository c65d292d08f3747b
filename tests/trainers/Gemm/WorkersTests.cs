using System.Diagnostics;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Gemms;

/// <summary>The worker threads at their most delicate: about to fall asleep while the next job comes.</summary>
[NonParallelizable]
public sealed class WorkersTests
{
    int threads, spins;

    struct Marks(int[] marks) : IParts
    {
        public readonly void Run(int part) => Interlocked.Increment(ref marks[part]);
    }

    struct Fault(int at) : IParts
    {
        public readonly void Run(int part)
        {
            if (part == at)
                throw new InvalidOperationException("part three");
        }
    }

    [SetUp]
    public void Remember() => (threads, spins) = (Workers.Threads, Workers.SpinsBeforeSleep);

    [TearDown]
    public void PutBack() => (Workers.Threads, Workers.SpinsBeforeSleep) = (threads, spins);

    [Test]
    public void Every_part_runs_once_however_long_the_pause_before()
    {
        (Workers.Threads, Workers.SpinsBeforeSleep) = (4, 0);
        var marks = new int[16];
        var random = new Random(1);
        var clock = Stopwatch.StartNew();
        int jobs = 0;
        for (; jobs < 100_000 && clock.Elapsed.TotalSeconds < 3; jobs++)
        {
            var job = new Marks(marks);
            Workers.Run(ref job, marks.Length);
            // Workers sleep as soon as they can: the next job meets them on their way.
            Thread.SpinWait(random.Next(200));
        }
        marks.ShouldAllBe(count => count == jobs);
    }

    [Test]
    public void A_part_that_fails_fails_the_job_with_its_own_exception_and_the_next_job_runs([Range(0, 7)] int at)
    {
        Workers.Threads = 4;
        for (int i = 0; i < 200; i++)
        {
            var fault = new Fault(at);
            Should.Throw<InvalidOperationException>(() => Workers.Run(ref fault, 8)).Message.ShouldBe("part three");
        }
        var marks = new int[8];
        var job = new Marks(marks);
        Workers.Run(ref job, 8);
        marks.ShouldAllBe(count => count == 1);
    }
}
