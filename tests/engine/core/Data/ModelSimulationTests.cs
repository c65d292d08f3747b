using System.Globalization;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Data;

/// <summary>Data sets of a real model, solved by the real batch solver.</summary>
public sealed class ModelSimulationTests
{
    const int Rows = 64, Parameters = 6, Times = 64;

    static readonly Scenario problem = Scenario.Default(new BurstErosionModel()) with
    {
        Sampler = "benchmark",
        Samples = Rows,
        ShardSize = 20
    };

    [Test]
    public void A_data_set_of_the_benchmark_formulations_holds_the_reference_curves()
    {
        using var sample = new DatasetSample();

        CurveSet set = Simulation.Run(problem, sample.Folder).LoadFinished();

        double[][] reference = Reference();
        set.Count.ShouldBe(Rows);
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Parameters; j++)
                set.Formulation(i)[j].ShouldBe(reference[i][1 + j], 1e-12 * reference[i][1 + j]);
            for (int j = 0; j < Times; j++)
            {
                double expected = reference[i][1 + Parameters + j];
                ((double)set.Curve(i)[j]).ShouldBe(expected, 1e-5 * Math.Max(expected, 1e-3));
            }
        }
    }

    [Test]
    public void Curves_do_not_depend_on_how_rows_are_cut_into_shards()
    {
        using var sample = new DatasetSample();

        CurveSet cut = Simulation.Run(problem, sample["cut"]).LoadFinished();
        CurveSet whole = Simulation.Run(problem with { ShardSize = 1000 }, sample["whole"]).LoadFinished();

        cut.Curves.ToArray().ShouldBe(whole.Curves.ToArray());
    }

    [Test]
    public void A_run_stopped_by_the_user_is_resumed_to_the_same_bytes()
    {
        using var sample = new DatasetSample();
        Simulation.Run(problem, sample["uninterrupted"]);
        using var stop = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() =>
            Simulation.Run(problem, sample.Folder, progress: new StopAfter(25, stop), cancellation: stop.Token));
        Manifest.Load(sample.Folder).IsComplete.ShouldBeFalse();
        Simulation.Run(problem, sample.Folder, resume: true);

        DatasetSample.ShouldBeTheSame(sample.Folder, DatasetSample.Snapshot(sample["uninterrupted"]));
    }

    [Test]
    public void DuckDB_reads_the_shards_as_one_table()
    {
        using var sample = new DatasetSample();
        CurveSet set = Simulation.Run(problem, sample.Folder).LoadFinished();

        var read = DuckDb.Query("SELECT row, outcome, kb, F_63, R_00 FROM read_parquet($path) ORDER BY row",
            Path.Combine(sample.Folder, "*.parquet"));

        read.Select(row => (long)row[0]).ShouldBe(Enumerable.Range(0, Rows).Select(row => (long)row));
        read.ShouldAllBe(row => (int)row[1] == 0);
        read.Select(row => (double)row[2]).ShouldBe(Enumerable.Range(0, Rows).Select(row => set.Formulation(row)[1]));
        read.Select(row => (float)row[3]).ShouldBe(Enumerable.Range(0, Rows).Select(row => set.Curve(row)[63]));
        read.Select(row => (float)row[4]).ShouldBe(Enumerable.Range(0, Rows).Select(row => set.Curve(row)[64]));
    }

    static double[][] Reference()
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "problems", "ref_p1.csv");
        return [.. File.ReadLines(path).Skip(1).Select(line => line.Split(',')
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())];
    }

    sealed class StopAfter(long rows, CancellationTokenSource stop) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value)
        {
            if (value.Done >= rows)
                stop.Cancel();
        }
    }
}
