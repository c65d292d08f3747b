namespace SurrogateEngine.Trainers;

/// <summary>A straight rise, then half a cosine down (Loshchilov &amp; Hutter, 2017, without restarts).</summary>
/// <param name="peak">Rate at the end of the rise.</param>
/// <param name="finalShare">Share of the peak that is left at the end.</param>
/// <param name="warmup">Steps of the rise.</param>
sealed class LearningRate(double peak, double finalShare, long warmup)
{
    const double LongestRise = 0.05;

    /// <summary>
    /// The rate of step <paramref name="step"/>; the first is already above zero. Where the number of steps is decided amid the rise,
    /// that takes its steps or a twentieth of the training, whichever ends first.
    /// </summary>
    /// <param name="step">Counted from 0.</param>
    /// <param name="progress">Share of the training that is behind with it, 0 to 1, as a <see cref="StepBudget"/> tells.</param>
    public double At(long step, double progress)
    {
        if (progress == 0 && step < warmup)
            return peak * (step + 1) / warmup;
        double risen = Math.Max((step + 1.0) / Math.Max(1, warmup), progress / LongestRise);
        double fallen = finalShare + (1 - finalShare) * 0.5 * (1 + Math.Cos(Math.PI * progress));
        return peak * Math.Min(1, risen) * fallen;
    }
}
