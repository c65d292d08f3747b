namespace SurrogateEngine;

/// <summary>What is said about the classical surrogates.</summary>
public static partial class Refusals
{
    internal static RefusedException TooFewForBaseline(int train, int validation) =>
        new($"The data set gives {train} training and {validation} validation curves, too few for a baseline: simulate more formulations.");

    internal static RefusedException NoXgboost(IEnumerable<string> tried) =>
        new($"XGBoost is not installed on this machine ({Spelling.Listed(tried)} was not found): install it, on Debian and Ubuntu with apt-get install libxgboost0, or leave this baseline out.");

    internal static RefusedException XgboostFailed(string what) =>
        new($"XGBoost gave up ({what}): check that the installed libxgboost is version 1.4 or newer.");
}
