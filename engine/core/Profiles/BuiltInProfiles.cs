using System.Globalization;
using System.Security.Cryptography;

namespace SurrogateEngine.Profiles;

/// <summary>Measured profiles that come with the engine; sources and licenses are in <c>Profiles/data/README.md</c>.</summary>
public static class BuiltInProfiles
{
    const string Bannigan =
        "github.com/aspuru-guzik-group/long-acting-injectables @0df9c4a, Experimental_index {0} (MIT); Bannigan et al., Nat. Commun. 14:35 (2023)";

    const string RadiusFromSurface = "three over the data set's surface-to-volume ratio, taken as 1/mm";

    static readonly Dictionary<string, (string Title, string Source, KnownParameter[] Known)> Profiles =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["letrozole-plga"] = (
            "letrozole from PLGA particles",
            string.Format(CultureInfo.InvariantCulture, Bannigan, 38),
            [new KnownParameter("R", 293, "nm", RadiusFromSurface)]),
            ["paclitaxel-plga-184nm"] = Paclitaxel(51, 184),
            ["paclitaxel-plga-318nm"] = Paclitaxel(50, 318),
            ["bsa-chitosan-pcl"] = (
            "albumin from chitosan-PCL bilayer microspheres",
            "github.com/ashleefv/LayeredSpheres_DDSdesign @4e1d5ce (BSD-3-Clause); bioRxiv 10.1101/2024.01.11.575289",
            []),
        };

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => Profiles.Keys;

    /// <summary>Their names, for a sentence.</summary>
    public static string NameList => string.Join(", ", Profiles.Keys);

    /// <summary>The profile of that name, or null.</summary>
    public static MeasuredProfile? Find(string name)
    {
        if (!Profiles.TryGetValue(name, out var about))
            return null;
        using var text = new StringReader(Text(name)!);
        return ProfileReader.Read(text, $"{name.ToLowerInvariant()}.csv") with
        {
            Name = about.Title,
            Origin = about.Source,
            Known =
            about.Known
        };
    }

    /// <summary>The table behind a built-in profile, or null.</summary>
    internal static string? Text(string name)
    {
        if (!Profiles.ContainsKey(name))
            return null;
        using var text = new StreamReader(Resource(name));
        return text.ReadToEnd();
    }

    /// <summary>A built-in profile by its name, or else the file at that path.</summary>
    /// <exception cref="RefusedException">It is neither, or the file can't be understood.</exception>
    public static MeasuredProfile Open(string nameOrPath, ProfileOptions? options = null)
    {
        if (Find(nameOrPath) is { } known)
            return known;
        return ProfileReader.Read(nameOrPath, options);
    }

    /// <summary>Refuses a word that is no file and nearly the name of a built-in profile.</summary>
    internal static void RefuseMisspelled(string word)
    {
        if (!Path.Exists(word) && Spelling.Nearest(word, Names) is { } near)
            throw new RefusedException($"{word}: there is no such file or built-in profile; did you mean '{near}'?");
    }

    /// <summary>SHA-256 of the file behind a built-in profile, lower-case hexadecimal; null for any other.</summary>
    internal static string? HashOf(MeasuredProfile profile)
    {
        if (Profiles.FirstOrDefault(known => known.Value.Title == profile.Name && known.Value.Source == profile.Origin).Key is not { } name)
            return null;
        using Stream stream = Resource(name);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // Ten points can't tell eight parameters; what is known of the device is held, and a fit says so.
    static (string Title, string Source, KnownParameter[] Known) Paclitaxel(int index, double radius) =>
    (
        string.Create(CultureInfo.InvariantCulture, $"paclitaxel from PLGA nanoparticles of {radius} nm radius"),
        string.Format(CultureInfo.InvariantCulture, Bannigan, index),
        [
            new KnownParameter("R", radius, "nm", RadiusFromSurface),
            new KnownParameter("k", 0.05, "1/d", "50:50 PLGA hydrolyzes with a half-life of about two weeks at 37 degC"),
            new KnownParameter("beta", 1, "", "acid leaves a particle of this size, so that autocatalysis is weak"),
            new KnownParameter("kappa", 100, "", "the medium is taken as a sink"),
        ]);

    static Stream Resource(string name)
    {
        string resource = $"{name.ToLowerInvariant()}.csv";
        return typeof(BuiltInProfiles).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {resource}.");
    }
}
