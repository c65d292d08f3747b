namespace SurrogateEngine.Trainers;

/// <summary>
/// A pendulum to swing up and hold with a torque too weak to lift it at once, with the constants and the cost of Gymnasium's Pendulum-v1:
/// -(angle^2 + 0.1 velocity^2 + 0.001 torque^2) a step, the angle counted from upright. 200 steps are an episode.
/// </summary>
sealed class Pendulum : IEnvironment
{
    const double Gravity = 10, Mass = 1, Length = 1, MostTorque = 2, MostVelocity = 8, TimeStep = 0.05;
    const int MostSteps = 200;

    double angle, velocity;
    int steps;

    /// <inheritdoc/>
    public BoxSpace Observations { get; } = new([-1, -1, -MostVelocity], [1, 1, MostVelocity]);

    /// <inheritdoc/>
    public ActionSpace Actions { get; } = ActionSpace.Continuous(new([-MostTorque], [MostTorque]));

    /// <inheritdoc/>
    public double[] State
    {
        get => [angle, velocity, steps];
        set => (angle, velocity, steps) = (value[0], value[1], (int)value[2]);
    }

    /// <inheritdoc/>
    public double[] Reset(ulong seed)
    {
        var random = new RandomStream(seed);
        (angle, velocity, steps) = (Math.PI * (2 * random.Unit() - 1), 2 * random.Unit() - 1, 0);
        return Seen();
    }

    /// <inheritdoc/>
    public EnvironmentStep Step(ReadOnlySpan<double> action)
    {
        double torque = Math.Clamp(action[0], -MostTorque, MostTorque);
        double off = angle - 2 * Math.PI * Math.Floor((angle + Math.PI) / (2 * Math.PI));
        double cost = off * off + 0.1 * velocity * velocity + 0.001 * torque * torque;
        double acceleration = 3 * Gravity / (2 * Length) * Math.Sin(angle) + 3 / (Mass * Length * Length) * torque;
        velocity = Math.Clamp(velocity + TimeStep * acceleration, -MostVelocity, MostVelocity);
        angle += TimeStep * velocity;
        return new(Seen(), -cost, false, ++steps >= MostSteps);
    }

    double[] Seen() => [Math.Cos(angle), Math.Sin(angle), velocity];
}
