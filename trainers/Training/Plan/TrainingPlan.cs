using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers;

/// <summary>Everything that decides how a surrogate is trained. The defaults suit 20,000 to 500,000 smooth release curves.</summary>
public sealed record TrainingPlan
{
    // Large steps would forget what the source knew before anything new is learned.
    const double FineTuningRate = 0.5;

    /// <summary>What learns.</summary>
    public NetworkPlan Network { get; init; } = new();

    /// <summary>What is made small.</summary>
    public LossPlan Loss { get; init; } = new();

    /// <summary>How the loss "physics" is taken.</summary>
    public PhysicsPlan Physics { get; init; } = new();

    /// <summary>How weights are changed.</summary>
    public OptimizerPlan Optimizer { get; init; } = new();

    /// <summary>How long, and at which learning rate.</summary>
    public SchedulePlan Schedule { get; init; } = new();

    /// <summary>What becomes of formulations and curves on their way to the network.</summary>
    public DataPlan Data { get; init; } = new();

    /// <summary>Where and by whom it is computed.</summary>
    public RuntimePlan Runtime { get; init; } = new();

    /// <summary>Which generative model of designs is trained; null trains a surrogate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GeneratorPlan? Generator { get; init; }

    /// <summary>By which algorithm a policy is learned; null trains no policy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PolicyPlan? Policy { get; init; }

    /// <summary>Seed of everything that is drawn: the first weights, the order of the rows, formulations for physics.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Whether the model's equations are among the losses.</summary>
    internal bool UsesPhysics => Loss.Weights.GetValueOrDefault(PhysicsLoss.Name) > 0;

    /// <summary>Whether derivatives of the curves are.</summary>
    internal bool UsesSobolev => Loss.Weights.GetValueOrDefault(SobolevLoss.PlanName) > 0;

    /// <summary>Reads a plan; keys left out keep their defaults.</summary>
    /// <param name="json">A JSON object with snake_case keys; comments are allowed.</param>
    /// <param name="place">What to call the text in a refusal, e.g. the file's name.</param>
    /// <exception cref="RefusedException">An unknown key or a value that cannot work.</exception>
    public static TrainingPlan FromJson(string json, string place = "plan") => PlanJson.Read(json, place);

    /// <summary>A plan that goes on from a surrogate: its own plan, network and all, with a smaller learning rate, and time to come to
    /// terms with few curves.</summary>
    /// <param name="path">File of the surrogate.</param>
    /// <exception cref="RefusedException">There is no such surrogate, or it is damaged.</exception>
    public static TrainingPlan StartingFrom(string path)
    {
        var plan = SurrogateFile.Read(path).Plan;
        return plan with
        {
            Network = plan.Network with { From = path, Freeze = 0 },
            Optimizer = plan.Optimizer with { LearningRate = plan.Optimizer.LearningRate * FineTuningRate },
            Schedule = plan.Schedule with { StepBudget = [] },
            Runtime = plan.Runtime with { Device = Devices.Auto },
        };
    }

    /// <summary>The plan as JSON, every key written out.</summary>
    public string ToJson() => PlanJson.Write(this);

    /// <summary>SHA-256 of <see cref="ToJson"/>, in hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>Refuses values that cannot work.</summary>
    /// <exception cref="RefusedException">Names the key, what is wrong and what to do.</exception>
    public TrainingPlan Checked(string place = "plan") => PlanRules.Check(this, place);
}
