using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SurrogateEngine.Trainers;

/// <summary>Trains policies.</summary>
public static class PolicyTrainer
{
    /// <summary>Trains a policy by the algorithm of the plan's section <c>policy</c> and keeps the weights whose episodes return
    /// most.</summary>
    /// <param name="plan">How to train; see <see cref="PolicyPlan.Usual"/>. The tensor library takes the steps, on the CPU.</param>
    /// <param name="create">Makes so many environments of the task side by side.</param>
    /// <param name="task">What the task is, for the policy's card; a checkpoint goes on with no other.</param>
    /// <inheritdoc cref="Trainer.Train(TrainingPlan, CurveSet, string?, IProgress{TrainingProgress}?, CancellationToken, bool)"/>
    public static Policy Train(TrainingPlan plan, Func<int, IVectorEnvironment> create, JsonObject task, string? runFolder = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default, bool resume = false)
    {
        if (plan.Runtime.Device is not (Devices.Auto or "cpu"))
            throw new RefusedException($"plan: runtime.device is \"{plan.Runtime.Device}\", and policies are trained on the CPU; leave it out.");
        plan = Trainer.Prepared(plan with { Runtime = plan.Runtime with { Device = "cpu" } });
        using var run = Trainer.Run(plan, Task(plan, create, task), runFolder, progress, cancellation, resume);
        var learned = (PolicyTask)run.Task;
        PolicyFile file = Card(learned, run, task);
        return new Policy(learned.Observations, learned.Actions, plan, file.Weights, file);
    }

    /// <summary>The task of a plan.</summary>
    /// <exception cref="RefusedException">The algorithm cannot learn such actions.</exception>
    internal static PolicyTask Task(TrainingPlan plan, Func<int, IVectorEnvironment> create, JsonObject task)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(task.ToJsonString())));
        if (plan.Policy!.Name == "ppo")
            return new PpoTask(plan, create, hash);
        return create(1).Actions.Box is not null ? new SacTask(plan, create, hash)
            : throw new RefusedException("plan: policy.name is \"sac\", which needs continuous actions, and this task has choices: use ppo.");
    }

    /// <summary>The file of a run's best weights so far.</summary>
    internal static PolicyFile Card(PolicyTask task, TrainingRun run, JsonObject? words) => new(
        new PolicyCard
        {
            Software = CardMaker.Software,
            Algorithm = task.Plan.Policy!.Name,
            Task = (JsonObject?)words?.DeepClone() ?? [],
            Observations = task.Observations,
            Choices = task.Actions.Choices,
            Box = task.Actions.Box,
            Steps = run.State.Step * task.Rows,
            MeanReturn = -run.State.Best,
            PlanHash = run.Used.Hash(),
        },
        run.Used, task.Actor.Best);
}
