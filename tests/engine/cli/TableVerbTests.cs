using SurrogateEngine.Cli;
using SurrogateEngine.Tests.Tabular;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Cli;

public sealed class TableVerbTests
{
    [Test]
    public void A_table_is_described_learned_and_predicted() // 004.05, 004.17
    {
        using var folder = new TemporaryFolder();
        Write(folder["t.csv"], TabularTask.Regression);

        Cli.Outcome described = Cli.Run("table", "describe", folder["t.csv"], "--target", "Y", "--json");
        Cli.Outcome learned = Cli.Run("table", "learn", folder["t.csv"], "-t", "y", "--learners", "ridge", "random-forest", "svm", "-o",
            folder["y.model"], "--json");
        Cli.Outcome predicted = Cli.Run("table", "predict", folder["y.model"], folder["t.csv"], "-o", folder["p.csv"], "--json");

        described.Code.ShouldBe(CommandLine.Done, described.Error);
        described.Json.GetProperty("columns")[3].GetProperty("kind").GetString().ShouldBe("category");
        learned.Code.ShouldBe(CommandLine.Done, learned.Error);
        learned.Json.GetProperty("learners").GetArrayLength().ShouldBe(4);
        learned.Json.GetProperty("sentence").GetString()!.ShouldStartWith("The best learner");
        predicted.Code.ShouldBe(CommandLine.Done, predicted.Error);
        predicted.Json.GetProperty("half_width").GetDouble().ShouldBeGreaterThan(0);
        File.ReadLines(folder["p.csv"]).First(line => line[0] != '#').ShouldBe("line,y,low_0.9,high_0.9,distance,applicable");
        Cli.Run("table", "learn", folder["t.csv"], "-t", "y", "--learners", "ridge", "-o",
            folder["y.model"]).Code.ShouldBe(CommandLine.Refused);
    }

    [Test]
    public void Intervals_hold_as_many_outcomes_as_they_say()
    {
        using var folder = new TemporaryFolder();
        Write(folder["t.csv"], TabularTask.Regression, 300, 0.5);
        Write(folder["new.csv"], TabularTask.Regression, 400, 0.5, seed: 9);
        Cli.Run("table", "learn", folder["t.csv"], "-t", "y", "--learners", "ridge", "svm", "-o",
            folder["y.model"]).Code.ShouldBe(CommandLine.Done);

        var predicted = Workflows(folder);

        double[] truth = SurrogateEngine.Tables.ImportedTable.Read(folder["new.csv"]).Data["y"].Values;
        double inside = truth.Select((value, i) => Math.Abs(value - predicted.Predicted[i][0]) <= predicted.HalfWidth ? 1.0 : 0).Average();
        inside.ShouldBe(0.9, 0.05);

        static SurrogateEngine.Workflows.TablePredicted Workflows(TemporaryFolder folder) =>
            SurrogateEngine.Workflows.TablePredictWorkflow.Run(new() { Model = folder["y.model"], File = folder["new.csv"] });
    }

    [Test]
    public void Classes_are_cut_at_a_threshold_and_shown_with_their_areas() // 004.05
    {
        using var folder = new TemporaryFolder();
        Write(folder["t.csv"], TabularTask.Regression);

        Cli.Outcome learned = Cli.Run("table", "learn",
            folder["t.csv"], "-t", "y", "--threshold", "1", "--learners", "ridge", "svm", "-o", folder["c.model"]);
        Cli.Outcome predicted = Cli.Run("table", "predict", folder["c.model"], folder["t.csv"]);

        learned.Code.ShouldBe(CommandLine.Done, learned.Error);
        learned.Out.ShouldContain("DeLong");
        predicted.Out.ShouldContain("y >= 1");
        predicted.Out.ShouldContain("y < 1");
    }

    static void Write(string path, TabularTask task, int rows = 120, double noise = 0.1, ulong seed = 3)
    {
        var (features, target) = Planted.Table(rows, task, seed, noise);
        File.WriteAllLines(path, [string.Join(',', features.Names.Append("y")), .. Enumerable.Range(0, rows).Select(row =>
            string.Join(',', features.Columns.Select(column =>
                column.Text(row)).Append(FormattableString.Invariant($"{target.Values[row]}"))))]);
    }
}
