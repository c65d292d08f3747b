namespace SurrogateEngine.Formulations;

/// <summary>A rate at one temperature over that at another.</summary>
static class Arrhenius
{
    /// <summary>Gas constant, J/(mol K).</summary>
    public const double GasConstant = 8.314462618;

    /// <summary>exp(-Ea/R (1/T - 1/T0)).</summary>
    /// <param name="energy">Activation energy in J/mol.</param>
    /// <param name="celsius">Temperature in degC.</param>
    /// <param name="reference">Temperature of the rate that is known, in degC.</param>
    public static double Factor(double energy, double celsius, double reference) =>
        Math.Exp(-energy / GasConstant * (1 / (celsius + 273.15) - 1 / (reference + 273.15)));
}
