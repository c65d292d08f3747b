namespace SurrogateEngine.Trainers;

/// <summary>Which networks, features, bases and heads go together, each refusal with its sentence.</summary>
static class NetworkRules
{
    static readonly string[] Bases = ["none", "pod", "learned"], Trunks = ["log-time", "effective-time"];

    public static TrainingPlan Check(TrainingPlan plan, string place)
    {
        OneOf("basis", plan.Basis, Bases);
        OneOf("trunk", plan.Trunk, Trunks);
        Within("modes", plan.Modes, 1, 4_096);
        Within("fourier_features", plan.FourierFeatures, 1, 65_536);
        Within("fourier_scale", plan.FourierScale, 1e-6, 1_000);
        foreach (string feature in plan.Features ?? throw Wrong("features is null; it must be an array such as [ \"effective-rates\" ]."))
            OneOf("features", feature, FeatureSet.All.Names);
        if (plan.Features.Distinct().Count() < plan.Features.Count)
            throw Wrong("features names one twice; name each once.");
        if (plan.Basis != "none" && plan.Network != "residual-mlp")
            throw Wrong($"basis is \"{plan.Basis}\", which gives residual-mlp its curves; {plan.Network} makes its own: use \"network\": \"residual-mlp\" or \"basis\": \"none\".");
        if (plan.Basis != "none" && plan.Monotone)
            throw Wrong($"monotone adds up increments and a {plan.Basis} basis holds whole curves: use \"basis\": \"none\" or \"monotone\": false.");
        if (plan.Trunk != "log-time" && plan.Network != "deeponet")
            throw Wrong($"trunk is \"{plan.Trunk}\" and {plan.Network} has no trunk: use \"network\": \"deeponet\" or leave trunk out.");
        if (plan is { Network: "gru", Depth: 0 })
            throw Wrong("depth is 0 and a gru needs a layer: use \"depth\": 1 or more.");
        if (plan.UsesPhysics && (plan.Basis != "none" || plan.Monotone))
            throw Wrong("physics is among the losses, where the network gives a model's states: leave out basis and monotone.");
        return plan;

        RefusedException Wrong(string what) => new($"{place}: {what}");

        void OneOf(string key, string value, IReadOnlyList<string> names)
        {
            if (value is null || !names.Contains(value))
                throw Wrong($"{key} has no \"{value}\"; {Spelling.Suggest(value ?? "", names)}");
        }

        void Within(string key, double value, double low, double high)
        {
            if (!(value >= low && value <= high))
                throw Wrong(
                FormattableString.Invariant($"{key} is {value}; it must be from {low} to {high}."));
        }
    }
}
