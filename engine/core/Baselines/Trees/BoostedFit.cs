using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines.Trees;

/// <summary>Grows trees as long as the validation curves get better.</summary>
sealed class BoostedFit(CurveSet set, XgboostOptions options, XgboostLibrary library)
{
    /// <summary>Rounds between two looks at the validation curves, and looks without a better one after which it ends.</summary>
    const int LookEvery = 20, Patience = 5;

    readonly BaselineRows rows = BaselineRows.Of(set);
    readonly CurveRows table = new(set.Space);

    /// <summary>Fits.</summary>
    public BoostedTrees Run()
    {
        CurveLink link = CurveLink.For(set, rows.All)[^1] is { Name: "cloglog" } cloglog && options.Cloglog ? cloglog
            : CurveLink.For(set, rows.All)[0];
        using XgboostMatrix train = Table(rows.Train, link), validation = Table(rows.Validation, link);
        var booster = new XgboostBooster(library, Settings(), train, validation);
        int best = 0;
        double bestError = double.PositiveInfinity;
        for (int round = 0; round < options.Rounds; round++)
        {
            booster.Grow(round, train);
            if ((round + 1) % LookEvery != 0 && round + 1 != options.Rounds)
                continue;
            double error = Error(booster.Predict(validation), link);
            if (error < bestError)
                (best, bestError) = (round + 1, error);
            else if (round + 1 - best >= Patience * LookEvery)
                break;
        }

        return new(set.Space, library, booster, link, best, bestError, options);
    }

    (string, object)[] Settings() =>
    [
        ("verbosity", 0), ("objective", "reg:squarederror"), ("tree_method", "hist"), ("seed", 1), ("nthread", options.Threads),
        ("eta", options.LearningRate), ("max_depth", options.MaxDepth), ("max_bin", options.Bins),
        ("min_child_weight", options.MinChildWeight), ("subsample", options.Subsample), ("colsample_bytree", options.ColumnShare),
    ];

    XgboostMatrix Table(int[] part, CurveLink link)
    {
        int points = set.Space.Points;
        float[] labels = new float[part.Length * points], weights = new float[labels.Length];
        for (int i = 0; i < part.Length; i++)
        {
            ReadOnlySpan<float> curve = set.Curve(part[i]);
            weights.AsSpan(i * points, points).Fill((float)link.Weight(curve));
            for (int j = 0; j < points; j++)
                labels[i * points + j] = (float)link.Forward(curve[j]);
        }

        var matrix = new XgboostMatrix(library, table.Of(set.Rows(part).Parameters.Span), table.Columns);
        matrix.Label(labels, weights);
        return matrix;
    }

    double Error(ReadOnlySpan<float> predicted, CurveLink link)
    {
        int points = set.Space.Points;
        double sum = 0;
        for (int i = 0; i < rows.Validation.Length; i++)
            sum += link.RelativeError(predicted.Slice(i * points, points), set.Curve(rows.Validation[i]));
        return sum / rows.Validation.Length;
    }
}
