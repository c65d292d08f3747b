using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>Places that a carrier comes to, and what holds there. No number is agreed on: a scenario that knows better says so.</summary>
static class Places
{
    /// <summary>
    /// pH of blood, of tumors (6.5 to 6.8 on average), of early endosomes and of lysosomes (4.5 to 5.0): PMC5996358; of the fasted stomach
    /// and of the small intestine: the compendial media. All of them at body temperature.
    /// </summary>
    static readonly (string Name, double PH)[] all =
        [("blood", 7.4), ("tumor", 6.7), ("endosome", 5.5), ("lysosome", 4.7), ("cytosol", 7.2), ("stomach", 1.5), ("intestine", 6.8)];

    const double Body = 37;

    /// <summary>Names.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. all.Select(place => place.Name)];

    /// <summary>Sets the levels of a model's inputs to what holds in a place.</summary>
    /// <exception cref="RefusedException">The model follows nothing that is known of places.</exception>
    public static void Enter(string name, Place at, ReleaseModel model, Span<double> levels)
    {
        bool any = false;
        for (int input = 0; input < levels.Length; input++)
        {
            double? level = model.Inputs[input] switch
            {
                { Name: "pH", Kind: InputKind.Level } => Array.Find(all, place => place.Name == name).PH,
                { Name: "T", Unit: "degC", Kind: InputKind.Level } => Body,
                _ => null,
            };
            any |= level is not null;
            levels[input] = level ?? levels[input];
        }

        if (!any)
            throw Refusals.NoPlace(at, name, model);
    }
}
