namespace SurrogateEngine.Trainers;

/// <summary>Which networks, features, bases and heads go together, each refusal with its sentence.</summary>
static class NetworkRules
{
    static readonly string[] Bases = ["none", "pod", "learned"], Trunks = ["log-time", "effective-time"];

    public static void Check(TrainingPlan plan, PlanSection section)
    {
        CheckValues(plan.Network, section);
        CheckStart(plan.Network, section);
        var network = plan.Network;
        if (network.Basis != "none" && network.Name != "residual-mlp")
            throw section.Refused($"basis is \"{network.Basis}\", which gives residual-mlp its curves; {network.Name} makes its own: use \"name\": \"residual-mlp\" or \"basis\": \"none\".");
        if (network.Basis != "none" && network.Monotone)
            throw section.Refused($"monotone adds up increments and a {network.Basis} basis holds whole curves: use \"basis\": \"none\" or \"monotone\": false.");
        if (network.Trunk != "log-time" && network.Name != "deeponet")
            throw section.Refused($"trunk is \"{network.Trunk}\" and {network.Name} has no trunk: use \"name\": \"deeponet\" or leave trunk out.");
        if (network is { Name: "gru", Depth: 0 })
            throw section.Refused("depth is 0 and a gru needs a layer: use \"depth\": 1 or more.");
        if (plan.UsesPhysics && network.Basis != "none")
            throw section.Refused("basis holds curves and with physics among the losses the network gives a model's states: leave out basis and monotone.");
        if (plan.UsesPhysics && network.Monotone)
            throw section.Refused("monotone is about curves and with physics among the losses the network gives a model's states: leave out basis and monotone.");
    }

    static void CheckValues(NetworkPlan network, PlanSection section)
    {
        section.OneOf("name", network.Name, Networks.All.Names);
        section.Within("width", network.Width, 1, 65_536);
        section.Within("depth", network.Depth, 0, 1_000);
        section.OneOf("activation", network.Activation, Activations.Names);
        foreach (string feature in network.Features
            ?? throw section.Refused("features is null; it must be an array such as [ \"effective-rates\" ]."))
            section.OneOf("features", feature, FeatureSet.All.Names);
        if (network.Features.Distinct().Count() < network.Features.Count)
            throw section.Refused("features names one twice; name each once.");
        section.Within("fourier_features", network.FourierFeatures, 1, 65_536);
        section.Within("fourier_scale", network.FourierScale, 1e-6, 1_000);
        section.OneOf("basis", network.Basis, Bases);
        section.Within("modes", network.Modes, 1, 4_096);
        section.OneOf("trunk", network.Trunk, Trunks);
        section.Within("members", network.Members, 1, 100);
    }

    static void CheckStart(NetworkPlan network, PlanSection section)
    {
        section.Within("freeze", network.Freeze, 0, 10_000);
        if (network.From is null)
            throw section.Wrong("from", "null", "the file of a surrogate, or \"\" to start with fresh weights");
        if (network is { From.Length: > 0, Members: > 1, Freeze: > 0 })
            throw section.Wrong("freeze", network.Freeze, "0 where the members of an ensemble start from another surrogate");
        if (network is { From: "", Freeze: > 0 })
            throw section.Wrong("freeze", network.Freeze, "0 where nothing is taken; name a surrogate to start from with \"from\"");
    }
}
