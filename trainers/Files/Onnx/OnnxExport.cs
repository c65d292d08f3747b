using System.Text.Json;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A surrogate as an ONNX file: one input with the formulations in the model's own units, one output with their curves, and every
/// transform between them inside, so that any ONNX runtime gives what <see cref="Surrogate.Predict(ReadOnlySpan{double}, int,
/// Span{float})"/> gives.
/// </summary>
public static class OnnxExport
{
    /// <summary>Version of ONNX's operators the file uses: the newest that needs nothing beyond runtimes of 2022.</summary>
    public const int Opset = 17;

    /// <summary>Version of the file's form (IR version) that belongs to it.</summary>
    const int FormatVersion = 8;

    /// <summary>The file's bytes; same surrogate, same bytes.</summary>
    /// <exception cref="RefusedException">The surrogate's network cannot be written with ONNX's operators.</exception>
    public static byte[] ToBytes(Surrogate surrogate)
    {
        var card = surrogate.Card;
        return Model(card.Software, card.Space.ModelVersion,
            $"Release curves of {card.Space.Model}. Parameters are given in the units the metadata name; no scaling is needed.",
            Graph(surrogate), Metadata(surrogate));
    }

    /// <summary>The file of any graph.</summary>
    /// <param name="software">Version of the software that trained it.</param>
    /// <param name="version">Version of the release model, or of whatever it is.</param>
    /// <param name="meaning">What it computes, in words.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="metadata">What else there is to know.</param>
    internal static byte[] Model(string software, int version, string meaning, ProtoMessage graph,
        IEnumerable<(string Key, string Value)> metadata)
    {
        var onnx = new ProtoMessage()
            .Int(1, FormatVersion).Text(2, "SurrogateEngine").Text(3, software).Text(4, "").Int(5, version)
            .Text(6, meaning).Message(7, graph).Message(8, new ProtoMessage().Text(1, "").Int(2, Opset));
        foreach (var (key, value) in metadata)
            onnx.Message(14, new ProtoMessage().Text(1, key).Text(2, value));
        return onnx.ToBytes();
    }

    static ProtoMessage Graph(Surrogate surrogate)
    {
        var space = surrogate.Card.Space;
        var graph = new OnnxGraph(surrogate.Plan.Network.Activation);
        int[] curve = [space.Outputs.Count, space.Times.Count];
        graph.Node("curves", "Reshape", [surrogate.ToOnnx(graph, "parameters"), graph.Integers(0, curve[0], curve[1])], []);
        string parameters = string.Join(", ", space.Parameters.Select(p => p.Unit.Length == 0 ? p.Name : $"{p.Name} [{p.Unit}]"));
        string outputs = string.Join(", ", space.Outputs.Select(output => output.Unit.Length == 0 ? output.Name
            : $"{output.Name} [{output.Unit}]"));
        return graph.Finish(
            space.Model,
            [new("parameters", [space.Parameters.Count], $"One row a formulation: {parameters}.")],
            [new("curves", curve, $"{outputs} at {space.Times.Count} times [{space.TimeUnit}]; the metadata name them.")]);
    }

    /// <summary>What parameters, outputs and times mean.</summary>
    internal static IEnumerable<(string Key, string Value)> SpaceMetadata(CurveSpace space)
    {
        yield return ("model", space.Model);
        yield return ("model_version", FormattableString.Invariant($"{space.ModelVersion}"));
        yield return ("parameters",
            Json(space.Parameters.Select(p => new
            {
                name = p.Name,
                unit = p.Unit,
                low = p.Low,
                high = p.High,
                scale = $"{p.Scale}".ToLowerInvariant(),
                meaning = p.Meaning
            })));
        yield return ("outputs",
            Json(space.Outputs.Select(output => new { name = output.Name, unit = output.Unit, meaning = output.Meaning })));
        yield return ("times", Json(space.Times));
        yield return ("time_unit", space.TimeUnit);
    }

    static IEnumerable<(string Key, string Value)> Metadata(Surrogate surrogate)
    {
        SurrogateCard card = surrogate.Card;
        foreach (var known in SpaceMetadata(card.Space))
            yield return known;
        yield return ("dataset_hash", card.DatasetHash);
        yield return ("content_hash", card.ContentHash);
        yield return ("plan_hash", card.PlanHash);
        yield return ("plan", surrogate.Plan.ToJson());
        if (card.Test is { } test)
            yield return ("test",
                Json(new
                {
                    curves = test.Curves,
                    rel_l2_mean = test.RelL2Mean,
                    rel_l2_p99 = test.RelL2P99,
                    rel_l2_max = test.RelL2Max,
                    rmse = test.Rmse
                }));
    }

    static string Json(object value) => JsonSerializer.Serialize(value);
}
