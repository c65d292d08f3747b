using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A model's states by fewer numbers. Each species' profile over the shells is composed of the few profiles that matter most in
/// simulated states: proper orthogonal decomposition by the method of snapshots (Sirovich, Q. Appl. Math. 45 (1987) 561), with
/// shells weighed by their volume; equations are projected on the same profiles (Galerkin). Pools and compartments stand for
/// themselves. Everything is a deviation from y(0) and from what doses added since.
/// </summary>
sealed class StateBasis
{
    StateBasis(int count, double[] expand, double[] project) =>
        (Count, States, Expand, Project) = (count, expand.Length / count, expand, project);

    /// <summary>Numbers the states are composed of.</summary>
    public int Count { get; }

    /// <summary>States of the model.</summary>
    public int States { get; }

    /// <summary>Shape [Count, States]: what each number adds to each state.</summary>
    public double[] Expand { get; }

    /// <summary>Shape [States, Count]: the numbers nearest to given states; Expand times Project is one.</summary>
    public double[] Project { get; }

    /// <summary>How many numbers a basis of so many profiles a species has.</summary>
    public static int CountOf(StateLayout layout, int modes) => layout.Species * Math.Min(modes, layout.Shells) + layout.Pools;

    /// <summary>Learns the profiles.</summary>
    public static StateBasis Fit(StateLayout layout, int modes, StateSnapshots snapshots, JumpTerms jumps,
        Geometry geometry = Geometry.Sphere)
    {
        int kept = Math.Min(modes, layout.Shells), count = CountOf(layout, modes), states = layout.Count;
        double[] expand = new double[count * states], project = new double[states * count];
        double[] volume = layout.Shells == 0 ? []
            : [.. SphereGrid.Uniform(layout.Shells, geometry).InverseVolume.Select(inverse => 1 / inverse)];
        for (int species = 0; species < layout.Species; species++)
        {
            double[][] profiles = Profiles(layout, species, volume, snapshots, jumps);
            for (int mode = 0; mode < kept; mode++)
                for (int shell = 0; shell < layout.Shells; shell++)
                {
                    int number = species * kept + mode, state = shell * layout.Species + species;
                    expand[number * states + state] = profiles[mode][shell] / Math.Sqrt(volume[shell]);
                    project[state * count + number] = profiles[mode][shell] * Math.Sqrt(volume[shell]);
                }
        }
        for (int pool = 0; pool < layout.Pools; pool++)
        {
            int number = layout.Species * kept + pool, state = layout.Shells * layout.Species + pool;
            expand[number * states + state] = project[state * count + number] = 1;
        }
        return new(count, expand, project);
    }

    /// <summary>Orthonormal profiles of the square root of volume times concentration, the one that carries most first.</summary>
    static double[][] Profiles(StateLayout layout, int species, double[] volume, StateSnapshots snapshots, JumpTerms jumps)
    {
        int n = layout.Shells;
        double[] covariance = new double[n * n], deviation = new double[layout.Count], profile = new double[n];
        for (int row = 0; row < snapshots.Count; row++)
            for (int time = 0; time < snapshots.Times.Length; time++)
            {
                snapshots.Deviation(row, time, jumps, deviation);
                for (int i = 0; i < n; i++)
                    profile[i] = Math.Sqrt(volume[i]) * deviation[i * layout.Species + species];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++)
                        covariance[i * n + j] += profile[i] * profile[j];
            }
        return SymmetricEigen.Of(covariance, n).Vectors;
    }
}
