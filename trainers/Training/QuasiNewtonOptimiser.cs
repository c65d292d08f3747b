using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// L-BFGS: up to twenty quasi-Newton iterations on one batch. What it knows of the curvature is forgotten with the batch,
/// since the next one has another loss; so nothing has to be saved, and large batches suit it.
/// </summary>
sealed class QuasiNewtonOptimiser(Parameter[] weights) : Optimiser
{
    const int Iterations = 20;

    public override double Step(double rate, Func<double> loss)
    {
        using var inner = optim.LBFGS(weights, rate, Iterations);
        return inner.step(() =>
        {
            inner.zero_grad();
            return DeviceTensors.Single(loss());
        }).Double();
    }

    public override void Save(BinaryWriter writer)
    {
    }

    public override void Load(BinaryReader reader)
    {
    }

    public override void Dispose()
    {
    }
}
