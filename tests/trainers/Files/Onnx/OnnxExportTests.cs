using System.Globalization;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Export;

/// <summary>What ONNX Runtime makes of our file, beside our own prediction.</summary>
public sealed class OnnxExportTests
{
    [TestCase("gelu", "auto"), TestCase("silu", "log"), TestCase("tanh", "raw")]
    public void An_onnx_runtime_predicts_the_same_curves(string activation, string transform)
    {
        var plan = FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Activation = activation },
            Data = FirstOrderRelease.SmallPlan.Data with { Transform = transform },
        };
        using var surrogate = Trainer.Train(plan, FirstOrderRelease.Curves(400));
        ShouldPredictTheSame(surrogate, FirstOrderRelease.Curves(50, seed: 3));
    }

    [Test]
    public void Each_output_goes_through_its_own_transform()
    {
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan, FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 400));
        surrogate.Card.Transforms.ShouldBe(["cloglog", "raw"]);
        ShouldPredictTheSame(surrogate, FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 50, seed: 3));
    }

    [TestCase("""{ "network": { "name": "deeponet", "modes": 6 } }""")]
    [TestCase("""{ "network": { "name": "deeponet", "modes": 6, "trunk": "effective-time" } }""")]
    [TestCase("""{ "network": { "name": "gru", "depth": 2 } }""")]
    [TestCase("""{ "network": { "name": "cnn" } }""")]
    [TestCase("""{ "network": { "basis": "pod", "modes": 5 } }""")]
    [TestCase("""{ "network": { "monotone": true, "features": ["effective-rates", "fourier"] }, "data": { "transform": "cloglog" } }""")]
    [TestCase("""{ "network": { "name": "cnn", "monotone": true, "members": 2 } }""")]
    public void Every_network_is_written(string json)
    {
        var asked = TrainingPlan.FromJson(json);
        var small = FirstOrderRelease.SmallPlan;
        using var surrogate = Trainer.Train(
            asked with
            {
                Network = asked.Network with { Width = 16, Depth = 2 },
                Optimizer = asked.Optimizer with { EmaDecay = 0.9 },
                Schedule = asked.Schedule with { Epochs = 4 },
                Data = asked.Data with { Batch = 64, ValidationShare = 0.1 },
                Runtime = asked.Runtime with { Threads = 2 },
                Seed = small.Seed,
            }, FirstOrderRelease.Curves(400));
        ShouldPredictTheSame(surrogate, FirstOrderRelease.Curves(40, seed: 3));
    }

    [Test]
    public void An_ensemble_is_written_as_one_model()
    {
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Members = 3 },
        }, FirstOrderRelease.Curves(400));
        ShouldPredictTheSame(surrogate, FirstOrderRelease.Curves(50, seed: 3));
    }

    [Test]
    public void The_file_says_what_it_maps_and_where_it_comes_from()
    {
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan, FirstOrderRelease.Curves(400));
        var onnx = WireFields.Of(OnnxExport.ToBytes(surrogate));
        onnx.Single(field => field.Field == 1).Number.ShouldBe(8ul);
        WireFields.Of(onnx.Single(field => field.Field == 8).Bytes)
            .Single(field => field.Field == 2).Number.ShouldBe((ulong)OnnxExport.Opset);
        var metadata = onnx.Where(field => field.Field == 14).Select(entry => WireFields.Of(entry.Bytes))
            .ToDictionary(pair => pair[0].Text, pair => pair[1].Text);
        metadata["model"].ShouldBe("first-order");
        metadata["plan_hash"].ShouldBe(surrogate.Card.PlanHash);
        metadata["dataset_hash"].ShouldBe("closed form");
        JsonElement rate = JsonDocument.Parse(metadata["parameters"]).RootElement[1];
        (rate.GetProperty("name").GetString(), rate.GetProperty("unit").GetString(), rate.GetProperty("high").GetDouble(),
            rate.GetProperty("scale").GetString())
            .ShouldBe(("k", "1/d", 2, "log"));
        JsonSerializer.Deserialize<double[]>(metadata["times"]).ShouldBe(FirstOrderRelease.Space.Times);
        OnnxExport.ToBytes(surrogate).ShouldBe(OnnxExport.ToBytes(surrogate));
    }

    static void ShouldPredictTheSame(Surrogate surrogate, CurveSet set)
    {
        using var session = new InferenceSession(OnnxExport.ToBytes(surrogate));
        session.InputNames.ShouldBe(["parameters"]);
        float[] asked = [.. set.Parameters.ToArray().Select(value => (float)value)];
        using var rows = OrtValue.CreateTensorValueFromMemory(asked, [set.Count, set.Space.Parameters.Count]);
        using var options = new RunOptions();
        using var answers = session.Run(options, session.InputNames, [rows], ["curves"]);
        answers[0].GetTensorTypeAndShape().Shape.ShouldBe([set.Count, set.Space.Outputs.Count, set.Space.Times.Count]);
        float[] ours = new float[set.Curves.Length], theirs = answers[0].GetTensorDataAsSpan<float>().ToArray();
        surrogate.Predict(set.Parameters.Span, set.Count, ours);
        for (int i = 0; i < ours.Length; i++)
            theirs[i].ShouldBe(ours[i], 2e-5 * Math.Abs(ours[i]) + 1e-7, string.Create(CultureInfo.InvariantCulture, $"value {i}"));
    }
}
