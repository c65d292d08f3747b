using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Trains generative models of designs.</summary>
public static class GeneratorTrainer
{
    const int MostReference = 8192;

    /// <summary>Trains what the plan's section <c>generator</c> says on the training rows of a set and keeps the last average of the
    /// weights.</summary>
    /// <param name="plan">How to train; see <see cref="GeneratorPlan.Usual"/>. The tensor library takes the steps, on the CPU.</param>
    /// <inheritdoc cref="Trainer.Train(TrainingPlan, CurveSet, string?, IProgress{TrainingProgress}?, CancellationToken, bool)"/>
    public static Generator Train(
        TrainingPlan plan, CurveSet set, string? runFolder = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default, bool resume = false)
    {
        if (plan.Runtime.Device is not (Devices.Auto or "cpu"))
            throw new RefusedException($"plan: runtime.device is \"{plan.Runtime.Device}\", and generative models are trained on the CPU; leave it out.");
        plan = Trainer.Prepared(plan with { Runtime = plan.Runtime with { Device = "cpu" } });
        GenerativeTask task = Task(plan, new GenerativeData(plan, set));
        using var run = Trainer.Run(plan, task, runFolder, progress, cancellation, resume);
        return Evaluated(task, run);
    }

    /// <summary>The task of a plan.</summary>
    internal static GenerativeTask Task(TrainingPlan plan, GenerativeData data) =>
        plan.Generator!.Name == "gan" ? new GanTask(plan, data) : new VaeTask(plan, data);

    /// <summary>The generator of a run's best weights, judged by designs held out.</summary>
    internal static Generator Evaluated(GenerativeTask task, TrainingRun run)
    {
        GeneratorFile file = Card(task, run);
        return new Generator(file with { Card = file.Card with { Evaluation = Evaluate(task) } }, "this training");
    }

    /// <summary>The file of a run's best weights so far.</summary>
    internal static GeneratorFile Card(GenerativeTask task, TrainingRun run)
    {
        GenerativeData data = task.Data;
        int count = Math.Min(MostReference, data.Train.Length);
        CurveSet reference = data.Set.Rows([.. Enumerable.Range(0, count)
            .Select(i => data.Train[(int)((long)i * data.Train.Length / count)])]);
        var card = new GeneratorCard
        {
            Software = CardMaker.Software,
            Kind = task.Plan.Generator!.Name,
            Space = data.Set.Space,
            Curves = data.Curves,
            TrainingDesigns = data.Train.Length,
            BestEpoch = run.State.BestEpoch,
            DatasetHash = data.Set.Hash,
            ContentHash = data.ContentHash,
            PlanHash = run.Used.Hash(),
        };
        return new(card, run.Used, task.Sampled.Best,
            new("designs", [count, data.Designs], data.Scaling.Scale(reference.Parameters.Span)),
            new("curves", [count, data.Set.Space.Times.Count], CurveScaling.First(reference)));
    }

    static GeneratorEvaluation Evaluate(GenerativeTask task)
    {
        // The average's weights come back after: a run that goes on must not notice.
        IReadOnlyList<NamedArray> now = Weights.Of(task.Sampled.Average);
        Weights.Load(task.Sampled.Average, task.Sampled.Best, "this training");
        try
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            Tensor made = task.Generated(task.Sampled.Average).contiguous(), held = task.Data.HeldDesigns;
            int columns = task.Data.Designs;
            double largest = Enumerable.Range(0, columns).Max(j => SampleDistances.KolmogorovSmirnov(Column(made, j), Column(held, j)));
            var found = new GeneratorEvaluation((int)held.shape[0], task.Validate(), largest);
            return task switch
            {
                GanTask gan => found with { CriticAuc = Auc(gan, made) },
                _ => Latent(task, found),
            };
        }
        finally
        {
            Weights.Load(task.Sampled.Average, now, "this training");
        }
    }

    static IEnumerable<double> Column(Tensor rows, int column) =>
        [.. rows.select(1, column).contiguous().Floats().ToArray().Select(value => (double)value)];

    static double Auc(GanTask gan, Tensor made)
    {
        float[] Scores(Tensor designs) => gan.Critic.Network.forward(gan.Data.HeldCurves is { } curves
            ? cat([designs, curves], 1) : designs).contiguous().Floats().ToArray();
        return SampleDistances.AreaUnderCurve(Scores(gan.Data.HeldDesigns), Scores(made));
    }

    static GeneratorEvaluation Latent(GenerativeTask task, GeneratorEvaluation found)
    {
        var network = (Autoencoder)task.Sampled.Average;
        Tensor With(Tensor columns) => task.Data.HeldCurves is { } curves ? cat([columns, curves], 1) : columns;
        var (mean, logVariance) = network.Encode(With(task.Data.HeldDesigns));
        Tensor missed = (network.forward(With(mean)) - task.Data.HeldDesigns).square().mean();
        return found with
        {
            // Ranges run from -1 to 1, so a share of one is half as much.
            Reconstruction = 0.5 * Math.Sqrt(missed.Number()),
            KullbackLeibler = VaeTask.Divergence(mean, logVariance).Number(),
        };
    }
}
