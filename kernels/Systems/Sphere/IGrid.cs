namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>Radial finite volumes of a sphere of radius 1, from the center outward.</summary>
interface IGrid<T>
{
    /// <summary>Number of shells.</summary>
    int Shells { get; }

    /// <summary>Area over distance of the face outside shell <paramref name="i"/>, per volume of the sphere: 3 x^2 / dx.</summary>
    T Conductance(int i);

    /// <summary>1 / volume of shell <paramref name="i"/>, in units of the sphere's volume.</summary>
    T InverseVolume(int i);

    /// <summary>Volume of shell <paramref name="i"/>, in units of the sphere's volume.</summary>
    T Volume(int i);

    /// <summary>A whole number of the plan that a stepper may have.</summary>
    int Plan(int place);

    /// <summary>Factorizes a network's matrix, where there is code for it; else does nothing and says false.</summary>
    bool Factorize();

    /// <summary>Adds two fields of the nodes and solves for their sum, where there is code for it; else does nothing and says
    /// false.</summary>
    bool Solve(int rates, int carry, int solution);
}
