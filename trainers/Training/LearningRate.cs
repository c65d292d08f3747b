namespace SurrogateEngine.Trainers;

/// <summary>A straight rise, then half a cosine down (Loshchilov & Hutter, 2017, without restarts).</summary>
/// <param name="peak">Rate at the end of the rise.</param>
/// <param name="finalShare">Share of the peak that is left at the end.</param>
/// <param name="warmup">Steps of the rise.</param>
/// <param name="total">Steps in all; afterwards the rate stays where it is.</param>
sealed class LearningRate(double peak, double finalShare, long warmup, long total)
{
    const double LongestRise = 0.05;

    /// <summary>The rate of step <paramref name="step"/>, counted from 0; the first is already above zero.</summary>
    public double At(long step)
    {
        if (step < warmup) return peak * (step + 1) / warmup;
        return peak * Fallen(Math.Min(1, (step - warmup + 1.0) / Math.Max(1, total - warmup)));
    }

    /// <summary>
    /// The rate of step <paramref name="step"/> where the number of steps is decided on the way: the rise takes its steps or a twentieth
    /// of the training, whichever ends first. Where nothing was decided it is the rate of <see cref="At(long)"/>.
    /// </summary>
    /// <param name="step">Counted from 0.</param>
    /// <param name="progress">Share of the training that is behind with it, 0 to 1.</param>
    public double At(long step, double progress)
    {
        if (progress == 0 && step < warmup) return At(step);
        double risen = Math.Max((step + 1.0) / Math.Max(1, warmup), progress / LongestRise);
        return peak * Math.Min(1, risen) * Fallen(progress);
    }

    double Fallen(double done) => finalShare + (1 - finalShare) * 0.5 * (1 + Math.Cos(Math.PI * done));
}
