using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Bench.Training;

/// <summary>The tensor library's own autograd and optimizer, written as its examples write it.</summary>
sealed class TorchSharpStep : TrainingStep
{
    readonly Adam optimizer;

    public TorchSharpStep(TrainingJob job) : base(job) => optimizer = optim.Adam(Network.parameters(), 1e-3);

    protected override string Who => typeof(torch).Assembly.GetName().Name!;

    public override void Dispose()
    {
        optimizer.Dispose();
        base.Dispose();
    }

    protected override double Step(int first, int rows)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var error = nn.functional.mse_loss(Network.forward(Inputs.narrow(0, first, rows)), Targets.narrow(0, first, rows));
        error.backward();
        optimizer.step();
        return error.item<float>();
    }
}
