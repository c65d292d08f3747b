using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Tabular;

/// <summary>Learners for tables of their own kind: blocks, images, profiles.</summary>
public sealed class BlocksAndImagesTests
{
    [Test]
    public void A_fusion_predicts_a_row_that_lacks_a_block() // 004.19
    {
        var (features, target) = Planted.Table(240, TabularTask.Regression, seed: 6);
        TabularData blocks = new([features["x1"].Named("chemistry: x1"), features["solvent"].Named("process: solvent"),
            features["x2"].Named("biology: x2"), features["x3"].Named("image: x3")]);
        int[] train = [.. Enumerable.Range(0, 180)], test = [.. Enumerable.Range(180, 60)];
        ITabularLearner fusion = TabularLearners.All.Get("late-fusion");
        fusion.Suits(blocks).ShouldBeTrue();
        fusion.Suits(features).ShouldBeFalse();
        // Half the training rows lack a block too.
        TabularData spoiled = blocks.With(TabularColumn.Numeric("biology: x2", [.. features["x2"].Values.Select((x, i) => i % 2 == 0
            ? double.NaN : x)]));

        ITabularModel model = fusion.Fit(spoiled.Rows(train), target.Rows(train));

        double mean = Planted.Error(TabularLearners.All.Get("mean"), features, target, train, test);
        Error(blocks).ShouldBeLessThan(mean);
        Error(blocks.With(TabularColumn.Numeric("biology: x2", [.. features["x2"].Values.Select(_ => double.NaN)]))).ShouldBeLessThan(mean);
        Error(blocks.Without(["biology: x2"])).ShouldBeLessThan(mean);
        TabularData nothing = new([.. blocks.Columns.Select(column => column.IsNumeric ? TabularColumn.Numeric(column.Name, [double.NaN])
            : TabularColumn.Categorical(column.Name, [""]))]);
        model.Predict(nothing)[0][0].ShouldBe(target.Rows(train).Values.Average(), 1e-9);

        double Error(TabularData data) => Math.Sqrt(model.Predict(data.Rows(test)).Select((row, i) =>
            Math.Pow(row[0] - target.Values[test[i]], 2)).Average());
    }

    [Test]
    public void A_convolutional_network_sees_sizes_that_no_single_pixel_shows() // 003.06, 004.05
    {
        const int side = 16, count = 160;
        var random = new RandomStream(3);
        double[] sizes = [.. Enumerable.Range(0, count).Select(_ => 60 + 120 * random.Unit())];
        double[][] images = [.. sizes.Select((size, i) => Micrograph.Draw(side, 25, size, 0.05, 3, seed: (ulong)i + 1))];
        TabularData table = new([.. Enumerable.Range(0, side * side).Select(p =>
            TabularColumn.Numeric(Micrograph.Pixel(p / side, p % side), [.. images.Select(image => image[p])]))]);
        var target = TabularTarget.From(TabularColumn.Numeric("size", sizes, "nm"));
        int[] train = [.. Enumerable.Range(0, 120)], test = [.. Enumerable.Range(120, 40)];
        var cnn = TabularLearners.All.Get("cnn");

        ITabularModel model = cnn.Fit(table.Rows(train), target.Rows(train));

        double[][] predicted = model.Predict(table.Rows(test));
        double ours = Math.Sqrt(predicted.Select((row, i) => Math.Pow(row[0] - sizes[test[i]], 2)).Average());
        ours.ShouldBeLessThan(0.75 * Planted.Error(TabularLearners.All.Get("mean"), table, target, train, test));
        ours.ShouldBeLessThan(Planted.Error(TabularLearners.All.Get("ridge"), table, target, train, test));
        cnn.Restore(model.State()).Predict(table.Rows(test)).SelectMany(row => row).ShouldBe(predicted.SelectMany(row => row));
    }

    [Test]
    public void A_recurrent_network_foretells_profiles_it_never_saw_and_keeps_the_order_of_rows() // 002.06
    {
        var random = new RandomStream(4);
        double[] rates = [.. Enumerable.Range(0, 40).Select(_ => 0.2 + 2 * random.Unit())], times = [0.1, 0.3, 0.6, 1, 2, 4];
        (double K, double T)[] rows = [.. rates.SelectMany(k => times.Select(t => (k, t))).OrderBy(_ => random.Unit())];
        TabularData features = new([TabularColumn.Numeric("rate", [.. rows.Select(row => row.K)]), TabularColumn.Numeric("time",
            [.. rows.Select(row => row.T)])]);
        var target = TabularTarget.From(TabularColumn.Numeric("release", [.. rows.Select(row => 1 - Math.Exp(-row.K * row.T))]));
        var gru = TabularLearners.All.Get("gru");
        gru.Suits(features).ShouldBeTrue();

        // Every fourth profile is left out.
        int[] test = [.. Enumerable.Range(0, rows.Length).Where(row => Array.IndexOf(rates, rows[row].K) % 4 == 0)];
        int[] train = [.. Enumerable.Range(0, rows.Length).Except(test)];

        ITabularModel model = gru.Fit(features.Rows(train), target.Rows(train));

        double[][] predicted = model.Predict(features.Rows(test));
        predicted.Select((row, i) => Math.Abs(row[0] - target.Values[test[i]])).Average().ShouldBeLessThan(0.06);
        gru.Restore(model.State()).Predict(features.Rows(test)).SelectMany(row => row).ShouldBe(predicted.SelectMany(row => row));
    }
}
