using SurrogateEngine.Data;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What to export and where to.</summary>
public sealed record ExportOptions
{
    /// <summary>File of the surrogate, of a generator, or of a policy.</summary>
    public required string Surrogate { get; init; }

    /// <summary>ONNX file to write; null is <c>NAME.onnx</c> in the current folder.</summary>
    public string? Onnx { get; init; }

    /// <summary>Replace the file if it is there already.</summary>
    public bool Force { get; init; }

    /// <summary>File that is written.</summary>
    public string File => Onnx ?? WorkflowFiles.Derived(Surrogate, ".onnx");
}

/// <summary>An exported surrogate, generator or policy.</summary>
/// <param name="File">The ONNX file.</param>
/// <param name="Opset">Its operator set.</param>
/// <param name="Space">What it maps; null for a policy.</param>
/// <param name="PlanHash">Hash of the plan it was trained by.</param>
public sealed record ExportResult(string File, int Opset, CurveSpace? Space, string PlanHash)
{
    /// <summary>Latent variables that a generator takes beside a wanted curve; null for a surrogate.</summary>
    public int? Latent { get; init; }

    /// <summary>The card of a policy; null for anything else.</summary>
    public PolicyCard? Policy { get; init; }
}

/// <summary>Writes a surrogate as ONNX, for Python, C++, JavaScript and others.</summary>
public static class ExportWorkflow
{
    const string GeneratorEnding = ".generator", PolicyEnding = ".policy";

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The surrogate can't be read, or the file can't be written.</exception>
    /// <exception cref="RefusedException">The surrogate has no ONNX form.</exception>
    public static ExportResult Run(ExportOptions options)
    {
        new OutputFiles(options.Surrogate).Require(options.File, options.Force);
        if (options.Surrogate.EndsWith(GeneratorEnding, StringComparison.OrdinalIgnoreCase))
            return RunGenerator(options);
        if (options.Surrogate.EndsWith(PolicyEnding, StringComparison.OrdinalIgnoreCase))
            return RunPolicy(options);
        using Surrogate trained = Surrogate.Load(options.Surrogate);
        WorkflowFiles.Write(options.File, OnnxExport.ToBytes(trained), options.Force);
        return new ExportResult(options.File, OnnxExport.Opset, trained.Card.Space, trained.Card.PlanHash);
    }

    static ExportResult RunGenerator(ExportOptions options)
    {
        using Generator trained = Generator.Load(options.Surrogate);
        WorkflowFiles.Write(options.File, GeneratorOnnx.ToBytes(trained), options.Force);
        return new ExportResult(options.File, OnnxExport.Opset, trained.Space, trained.Card.PlanHash) { Latent = trained.Latent };
    }

    static ExportResult RunPolicy(ExportOptions options)
    {
        using Policy trained = Policy.Load(options.Surrogate);
        WorkflowFiles.Write(options.File, PolicyOnnx.ToBytes(trained), options.Force);
        return new ExportResult(options.File, OnnxExport.Opset, null, trained.Card.PlanHash) { Policy = trained.Card };
    }
}
