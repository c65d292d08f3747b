using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Spheres;

public partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    /// <summary>Shows an output one part of the dense step (start, rise, three bends) as if it were the states.</summary>
    readonly struct Parts(SphereSystem<TLaw, T, TRows, TGrid, TMethod> system, int part) : ISphereView<T>
    {
        readonly SphereSystem<TLaw, T, TRows, TGrid, TMethod> system = system;

        public int Part { get; init; } = part;

        public T Driver(int index) => Of(system.FirstDriver + index);

        public T Bath(int index) => Of(system.FirstBath + index);

        public T Mean(int species)
        {
            T sum = T.Of(0);
            for (int i = 0; i < system.grid.Shells; i++)
                sum = T.Fma(T.Of(1) / system.grid.InverseVolume(i), Of(i * TLaw.Species + species), sum);
            return sum;
        }

        T Of(int state) => DenseSums<TMethod, T, TRows>.Part(system.rows, state, Part);
    }
}
