using System.Text.Json;

namespace SurrogateEngine.Trainers;

/// <summary>A generator as an ONNX file: latent variables and wanted curves in, designs in the model's own units out.</summary>
public static class GeneratorOnnx
{
    /// <summary>The file's bytes; same generator, same bytes.</summary>
    public static byte[] ToBytes(Generator generator)
    {
        CurveSpace space = generator.Space;
        bool conditional = generator.Plan.Generator!.Conditional;
        var graph = new OnnxGraph(generator.Plan.Network.Activation);
        graph.Node("designs", "Identity", [generator.ToOnnx(graph, "latent", "curves")], []);
        OnnxValue[] inputs =
        [
            new("latent", [generator.Latent], "One row a design: standard normal numbers."),
            .. conditional ? (OnnxValue[])[new("curves", [space.Times.Count],
                $"The curve of {space.Outputs[0].Name} that each design should have, at {space.Times.Count} times [{space.TimeUnit}].")] : [],
        ];
        string names = string.Join(", ", space.Parameters.Select(p => p.Unit.Length == 0 ? p.Name : $"{p.Name} [{p.Unit}]"));
        return OnnxExport.Model(generator.Card.Software, space.ModelVersion, $"Designs of {space.Model} for wanted release curves.",
            graph.Finish(space.Model, inputs, [new("designs", [space.Parameters.Count], $"{names}.")]),
            [
                .. OnnxExport.SpaceMetadata(space),
                ("kind", generator.Card.Kind), ("dataset_hash", generator.Card.DatasetHash), ("plan_hash", generator.Card.PlanHash),
                ("evaluation", JsonSerializer.Serialize(generator.Card.Evaluation, SurrogateFile.Options)),
            ]);
    }
}
