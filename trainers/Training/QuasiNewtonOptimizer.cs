using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// L-BFGS: up to twenty quasi-Newton iterations on one batch (Nocedal &amp; Wright, Numerical Optimization, 2nd ed., algorithm 7.4), with
/// the step lengths and tests for the end of PyTorch's LBFGS without a line search. What it knows of the curvature is forgotten with
/// the batch, since the next one has another loss; so nothing has to be saved, and large batches suit it. TorchSharp 0.107 has this
/// method too, but asks for the loss from native code, through which no exception may pass, and prints a warning for each batch.
/// </summary>
sealed class QuasiNewtonOptimizer(Parameter[] weights) : Optimizer
{
    const int Iterations = 20, MostEvaluations = Iterations * 5 / 4;
    const double LeastGradient = 1e-5, LeastChange = 1e-9, LeastCurvature = 1e-10;

    public override double Step(double rate, Func<double> loss)
    {
        using var scope = NewDisposeScope();
        double first = Evaluated(loss), now = first;
        var gradient = Gradient();
        var history = new List<(Tensor Step, Tensor Change, double Curvature)>();
        for (int iteration = 1, evaluations = 1; Largest(gradient) > LeastGradient; iteration++)
        {
            var direction = Direction(gradient, history);
            double length = iteration == 1 ? Math.Min(1, 1 / gradient.abs().sum().Number()) * rate : rate;
            // Uphill, flat or not a number: nothing more to be had from this batch.
            if (!(Dot(gradient, direction) <= -LeastChange))
                break;
            var step = direction.mul_(length);
            Move(step);
            if (iteration == Iterations)
                break;
            (double before, var gradientBefore) = (now, gradient);
            (now, gradient) = (Evaluated(loss), Gradient());
            if (++evaluations >= MostEvaluations || Largest(step) <= LeastChange || Math.Abs(now - before) < LeastChange)
                break;
            Remember(history, step, gradient - gradientBefore);
        }
        return first;
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

    double Evaluated(Func<double> loss)
    {
        foreach (var weight in weights)
        {
            using var gradient = weight.grad;
            gradient?.zero_();
        }
        return loss();
    }

    /// <summary>All gradients end to end; zero where a weight has none.</summary>
    Tensor Gradient() => cat([.. weights.Select(weight => (weight.grad ?? zeros_like(weight)).reshape(-1))]).detach();

    /// <summary>The two loops over what is remembered: minus the inverse curvature times the gradient.</summary>
    static Tensor Direction(Tensor gradient, List<(Tensor Step, Tensor Change, double Curvature)> history)
    {
        var direction = gradient.neg();
        double[] shares = new double[history.Count];
        for (int i = history.Count - 1; i >= 0; i--)
        {
            shares[i] = Dot(history[i].Step, direction) / history[i].Curvature;
            direction.add_(history[i].Change, alpha: -shares[i]);
        }
        if (history.Count > 0)
            direction.mul_(history[^1].Curvature / history[^1].Change.square().sum().Number());
        for (int i = 0; i < history.Count; i++)
            direction.add_(history[i].Step, alpha: shares[i] - Dot(history[i].Change, direction) / history[i].Curvature);
        return direction;
    }

    // A curvature that is not clearly positive would spoil the directions that come.
    static void Remember(List<(Tensor Step, Tensor Change, double Curvature)> history, Tensor step, Tensor change)
    {
        double curvature = Dot(change, step);
        if (curvature > LeastCurvature)
            history.Add((step, change, curvature));
    }

    void Move(Tensor step)
    {
        using var quiet = no_grad();
        long at = 0;
        foreach (var weight in weights)
        {
            weight.add_(step.narrow(0, at, weight.numel()).view(weight.shape));
            at += weight.numel();
        }
    }

    /// <summary>libtorch's own dot product left 450 bytes behind at every call where its library took the way for this processor.</summary>
    static double Dot(Tensor a, Tensor b) => a.mul(b).sum().Number();

    static double Largest(Tensor x) => x.abs().max().Number();
}

/// <summary>Makes one of the plan's settings.</summary>
sealed class LbfgsFactory : OptimizerFactory
{
    public override string Name => "lbfgs";

    public override int Rank => 4;

    public override Optimizer Create(Parameter[] weights, OptimizerPlan plan) => new QuasiNewtonOptimizer(weights);
}
