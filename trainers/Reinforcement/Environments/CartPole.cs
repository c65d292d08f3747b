namespace SurrogateEngine.Trainers;

/// <summary>
/// A pole on a cart that is pushed left or right: the standard problem of Barto, Sutton &amp; Anderson (1983), with the constants, the
/// limits and the Euler steps of Gymnasium's CartPole-v1. Each step upright gives 1; 500 steps are an episode.
/// </summary>
sealed class CartPole : IEnvironment
{
    const double Gravity = 9.8, CartMass = 1, PoleMass = 0.1, HalfLength = 0.5, Force = 10, TimeStep = 0.02;
    const double AngleLimit = 12 * 2 * Math.PI / 360, PositionLimit = 2.4;
    const int MostSteps = 500;

    double position, velocity, angle, angularVelocity;
    int steps;

    /// <inheritdoc/>
    public BoxSpace Observations { get; } = new(
        [-2 * PositionLimit, double.NegativeInfinity, -2 * AngleLimit, double.NegativeInfinity],
        [2 * PositionLimit, double.PositiveInfinity, 2 * AngleLimit, double.PositiveInfinity]);

    /// <inheritdoc/>
    public ActionSpace Actions { get; } = ActionSpace.Discrete(2);

    /// <inheritdoc/>
    public double[] State
    {
        get => [position, velocity, angle, angularVelocity, steps];
        set => (position, velocity, angle, angularVelocity, steps) = (value[0], value[1], value[2], value[3], (int)value[4]);
    }

    /// <inheritdoc/>
    public double[] Reset(ulong seed)
    {
        var random = new RandomStream(seed);
        double Near() => -0.05 + 0.1 * random.Unit();
        (position, velocity, angle, angularVelocity, steps) = (Near(), Near(), Near(), Near(), 0);
        return [position, velocity, angle, angularVelocity];
    }

    /// <inheritdoc/>
    public EnvironmentStep Step(ReadOnlySpan<double> action)
    {
        double force = action[0] > 0.5 ? Force : -Force, mass = CartMass + PoleMass;
        double sin = Math.Sin(angle), cos = Math.Cos(angle);
        // The equations of motion without friction: Florian, "Correct equations for the dynamics of the cart-pole system" (2007), 23 and
        // 24.
        double pushed = (force + PoleMass * HalfLength * angularVelocity * angularVelocity * sin) / mass;
        double angular = (Gravity * sin - cos * pushed) / (HalfLength * (4.0 / 3 - PoleMass * cos * cos / mass));
        double linear = pushed - PoleMass * HalfLength * angular * cos / mass;
        position += TimeStep * velocity;
        velocity += TimeStep * linear;
        angle += TimeStep * angularVelocity;
        angularVelocity += TimeStep * angular;
        steps++;
        bool fell = Math.Abs(position) > PositionLimit || Math.Abs(angle) > AngleLimit;
        return new([position, velocity, angle, angularVelocity], 1, fell, !fell && steps >= MostSteps);
    }
}
