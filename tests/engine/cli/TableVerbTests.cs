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

    [Test]
    public void A_table_is_split_and_the_parts_are_written() // 003.02
    {
        using var folder = new TemporaryFolder();
        Write(folder["t.csv"], TabularTask.Regression, rows: 1000);

        Cli.Outcome split = Cli.Run("table", "split", folder["t.csv"], "-o", folder["parts.csv"], "--stratify", "solvent", "--json");

        split.Code.ShouldBe(CommandLine.Done, split.Error);
        new[] { "train", "validation", "test" }.Select(part => split.Json.GetProperty(part).GetInt32()).ShouldBe([800, 100, 100]);
        File.ReadLines(folder["parts.csv"]).Count(line => line.EndsWith(",test")).ShouldBe(100);
        Cli.Run("table", "split", folder["t.csv"], "-o", folder["p.csv"], "--test", "0.95").Error.ShouldContain("leave no row to train on");
    }

    [Test]
    public void Pictures_beside_the_table_are_learned_from() // 003.06
    {
        using var folder = new TemporaryFolder();
        var random = new RandomStream(5);
        List<string> lines = ["file,size"];
        for (int i = 0; i < 40; i++)
        {
            double size = 60 + 200 * random.Unit();
            Bitmap(folder[$"{i}.bmp"], Micrograph.Draw(32, 20, size, 0.05, 4, seed: (ulong)i + 1), 32);
            lines.Add(FormattableString.Invariant($"{i}.bmp,{size}"));
        }

        File.WriteAllLines(folder["t.csv"], lines);

        Cli.Outcome learned = Cli.Run("table", "learn", folder["t.csv"], "-t", "size", "--picture", "file", "--learners", "cnn",
            "neighbors", "--folds", "2", "-o", folder["m.model"], "--json");
        Cli.Outcome predicted = Cli.Run("table", "predict", folder["m.model"], folder["t.csv"]);

        learned.Code.ShouldBe(CommandLine.Done, learned.Error);
        learned.Json.GetProperty("learners").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ShouldContain("cnn");
        predicted.Code.ShouldBe(CommandLine.Done, predicted.Error);
        File.AppendAllText(folder["t.csv"], "none.bmp,100\n");
        Cli.Run("table", "predict", folder["m.model"], folder["t.csv"]).Error.ShouldContain("there is no such picture");
    }

    // A gray picture of 24 bits a pixel, the bottom row first.
    static void Bitmap(string path, double[] brightness, int side)
    {
        byte[] bytes = new byte[54 + 3 * side * side];
        "BM"u8.CopyTo(bytes);
        (int At, int Value)[] header =
            [(2, bytes.Length), (10, 54), (14, 40), (18, side), (22, side), (26, 1 | 24 << 16), (34, 3 * side * side)];
        foreach (var (at, value) in header)
            BitConverter.TryWriteBytes(bytes.AsSpan(at), value);
        for (int i = 0; i < brightness.Length; i++)
            bytes.AsSpan(54 + 3 * ((side - 1 - i / side) * side + i % side), 3).Fill((byte)(255 * Math.Clamp(brightness[i], 0, 1)));
        File.WriteAllBytes(path, bytes);
    }

    static void Write(string path, TabularTask task, int rows = 120, double noise = 0.1, ulong seed = 3)
    {
        var (features, target) = Planted.Table(rows, task, seed, noise);
        File.WriteAllLines(path, [string.Join(',', features.Names.Append("y")), .. Enumerable.Range(0, rows).Select(row =>
            string.Join(',', features.Columns.Select(column =>
                column.Text(row)).Append(FormattableString.Invariant($"{target.Values[row]}"))))]);
    }
}
