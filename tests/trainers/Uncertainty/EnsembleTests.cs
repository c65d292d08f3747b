using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training.Uncertainty;

public sealed class EnsembleTests
{
    static readonly CurveSet Set = FirstOrderRelease.Curves(400);

    [Test]
    public void Stacked_members_are_the_networks_they_were_made_of()
    {
        using var scope = NewDisposeScope();
        Members(out var stacked, out var separate);
        var x = randn(48, 2);
        using (no_grad())
        {
            foreach (bool train in (bool[])[true, false])
            {
                stacked.train(train);
                separate.train(train);
                var (a, b) = (stacked.forward(x), separate.forward(x));
                a.shape.ShouldBe([48, 8]);
                (a - b).abs().max().item<float>().ShouldBeLessThan(2e-5f);
            }
            stacked.OfMembers(x).shape.ShouldBe([3, 48, 8]);
            (stacked.OfMembers(x).mean([0]) - stacked.forward(x)).abs().max().item<float>().ShouldBe(0);
        }
    }

    /// <summary>Rows 16 to 31 of 48 belong to the second of three members and to no other.</summary>
    [Test]
    public void A_training_batch_is_shared_out_to_the_members()
    {
        using var scope = NewDisposeScope();
        Members(out var stacked, out var separate);
        var x = randn(48, 2);
        foreach (var network in (EnsembleNetwork[])[stacked, separate])
        {
            network.train();
            network.forward(x).narrow(0, 16, 16).square().sum().backward();
            var weights = network.parameters().First().grad is { } grad && network == stacked
                ? [.. Enumerable.Range(0, 3).Select(member => grad[member].abs().sum().item<float>() > 0)]
                : (bool[])[.. network.named_parameters().Where(p => p.name.EndsWith("first.weight"))
                    .Select(p => p.parameter.grad is { } g && g.abs().sum().item<float>() > 0)];
            weights.ShouldBe([false, true, false]);
        }
    }

    [Test]
    public void Members_learn_different_rows_in_the_same_step_and_every_row_once_an_epoch()
    {
        var plan = FirstOrderRelease.SmallPlan with { Network = FirstOrderRelease.SmallPlan.Network with { Members = 3 } };
        using var data = new TrainingData(plan, Set);
        var seen = new List<float>[3];
        for (int member = 0; member < 3; member++)
            seen[member] = [];
        for (int batch = 0; batch < data.Batches.Batches; batch++)
        {
            using var scope = NewDisposeScope();
            var inputs = data.Batches.Get(0, batch).Inputs;
            inputs.shape.ShouldBe([3 * data.Batches.Rows, 2]);
            for (int member = 0; member < 3; member++)
                seen[member].AddRange(inputs.narrow(0, member * data.Batches.Rows, data.Batches.Rows).select(1, 1).contiguous().Floats());
        }
        seen.ShouldAllBe(rows => rows.Distinct().Count() == rows.Count);
        seen[0].ShouldNotBe(seen[1]);
        seen[1].ShouldNotBe(seen[2]);
    }

    [Test]
    public void An_ensemble_learns_and_a_file_keeps_all_its_members()
    {
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Members = 3 },
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 40 },
        }, Set);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.surrogate");
        surrogate.Save(path);
        using var loaded = Surrogate.Load(path);
        File.Delete(path);
        float[] first = new float[Set.Curves.Length], second = new float[first.Length];
        surrogate.Predict(Set.Parameters.Span, Set.Count, first);
        loaded.Predict(Set.Parameters.Span, Set.Count, second);
        second.ShouldBe(first);
        surrogate.Card.Test!.RelL2Mean.ShouldBeLessThan(0.05);
    }

    static void Members(out StackedResidualMlp stacked, out SeparateMembers separate)
    {
        ResidualMlp[] Made()
        {
            random.manual_seed(5);
            return [.. Enumerable.Range(0, 3).Select(_ => new ResidualMlp(2, 16, 2, 8, Activations.Named("silu")))];
        }
        separate = new SeparateMembers(Made());
        stacked = new StackedResidualMlp(Made());
    }
}
