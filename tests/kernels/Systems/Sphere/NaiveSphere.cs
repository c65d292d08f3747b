using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Systems.Sphere;

/// <summary>
/// A sphere model solved the way a textbook would, one number after the other: finite volumes written out, a dense Jacobian by
/// differences, Gaussian elimination, and linearly implicit Euler steps extrapolated to order 8 (Hairer and Wanner, Solving
/// ODEs II, 2nd ed., section IV.9). It shares nothing with the engine but the author's functions of one shell.
/// </summary>
sealed class NaiveSphere<TModel> where TModel : unmanaged, ISphereModel<TModel, Real64>
{
    const int Order = 8;
    readonly TModel model;
    readonly int shells, species = TModel.Species, firstReceptor, firstPool;
    double[] y;

    public NaiveSphere(int shells, double[] parameters)
    {
        this.shells = shells;
        firstReceptor = shells * species;
        firstPool = firstReceptor + TModel.Receptors;
        model = TModel.From(new ArrayParameters(parameters));
        y = new double[firstPool + TModel.AutonomousPools];
        for (int i = 0; i < shells; i++)
            Put(y, i * species, species, model.StartShell);
        Put(y, firstReceptor, TModel.Receptors, TModel.DosedReceptors(model, model.StartReceptors));
        Put(y, firstPool, TModel.AutonomousPools, TModel.DosedPools(model, model.StartPools));
    }

    /// <summary>States: shells from the center outward (species by species), then receptors, then autonomous pools.</summary>
    public IReadOnlyList<double> States => y;

    /// <summary>Takes the states from t to t + h: Euler steps of h, h/2, h/3, ..., from which the error is extrapolated away.</summary>
    public void Advance(double t, double h)
    {
        double[,] jacobian = Jacobian(t, y);
        var table = new double[Order][];
        for (int row = 0; row < Order; row++)
        {
            double[] result = Euler(jacobian, t, h, row + 1);
            // Aitken and Neville: each column takes one more power of h out of the error.
            for (int column = 0; column < row; column++)
            {
                double ratio = (row + 1.0) / (row - column);
                (double[] coarser, table[column]) = (table[column], result);
                result = [.. result.Zip(coarser, (fine, coarse) => fine + (fine - coarse) / (ratio - 1))];
            }

            table[row] = result;
        }

        y = table[Order - 1];
    }

    /// <summary>n linearly implicit Euler steps: (I - (h/n) J) dy = (h/n) f(t, y).</summary>
    double[] Euler(double[,] jacobian, double t, double h, int n)
    {
        (double step, double[] now) = (h / n, [.. y]);
        for (int k = 1; k <= n; k++)
        {
            var matrix = new double[now.Length, now.Length];
            for (int i = 0; i < now.Length; i++)
                for (int j = 0; j < now.Length; j++)
                    matrix[i, j] = (i == j ? 1 : 0) - step * jacobian[i, j];
            now = [.. now.Zip(Solve(matrix, [.. Rates(t + k * step, now).Select(rate => step * rate)]), (y, change) => y + change)];
        }

        return now;
    }

    /// <summary>f(t, y): what flows in through the inner face less what flows out through the outer one, over the volume, plus
    /// reaction.</summary>
    double[] Rates(double t, double[] y)
    {
        var rates = new double[y.Length];
        Vec3<Real64> pools = Get(y, firstPool, TModel.AutonomousPools), receptors = Get(y, firstReceptor, TModel.Receptors),
            shared = model.SharedCoefficients(pools, new Real64(t));
        (double dx, Vec3<Real64> fluxIn) = (1.0 / shells, default);
        for (int i = 0; i < shells; i++)
        {
            double inner = i * dx, outer = (i + 1) * dx, volume = Math.Pow(outer, 3) - Math.Pow(inner, 3);
            Vec3<Real64> here = Get(y, i * species, species), diffusivity = model.Diffusivity(here, shared), fluxOut;
            Vec3<Real64> next = i < shells - 1 ? Get(y, (i + 1) * species, species) : here;
            Vec3<Real64> mean = new Real64(0.5) * (diffusivity + model.Diffusivity(next, shared));
            fluxOut = i < shells - 1
                ? new Real64(3 * outer * outer / dx) * (mean * (here - next))
                : model.SurfaceFlux(here, new Real64(3 / (dx / 2)) * diffusivity, receptors, shared);
            Vec3<Real64> rate = new Real64(1 / volume) * (fluxIn - fluxOut);
            Put(rates, i * species, species, TModel.Reacts ? rate + model.Reaction(here, shared) : rate);
            fluxIn = fluxOut;
        }

        Put(rates, firstReceptor, TModel.Receptors, model.ReceptorRates(receptors, fluxIn, pools));
        Put(rates, firstPool, TModel.AutonomousPools, model.PoolRates(pools, new Real64(t)));
        return rates;
    }

    double[,] Jacobian(double t, double[] y)
    {
        var jacobian = new double[y.Length, y.Length];
        for (int j = 0; j < y.Length; j++)
        {
            double[] above = [.. y], below = [.. y];
            double move = 1e-6 * Math.Max(1, Math.Abs(y[j]));
            (above[j], below[j]) = (y[j] + move, y[j] - move);
            (double[] high, double[] low) = (Rates(t, above), Rates(t, below));
            for (int i = 0; i < y.Length; i++)
                jacobian[i, j] = (high[i] - low[i]) / (2 * move);
        }

        return jacobian;
    }

    /// <summary>Gaussian elimination with the largest pivot of each column.</summary>
    static double[] Solve(double[,] a, double[] b)
    {
        int n = b.Length;
        for (int k = 0; k < n; k++)
        {
            int pivot = Enumerable.Range(k, n - k).MaxBy(i => Math.Abs(a[i, k]));
            (b[k], b[pivot]) = (b[pivot], b[k]);
            for (int j = k; j < n; j++)
                (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            for (int i = k + 1; i < n; i++)
            {
                double factor = a[i, k] / a[k, k];
                for (int j = k; factor != 0 && j < n; j++)
                    a[i, j] -= factor * a[k, j];
                b[i] -= factor * b[k];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++)
                b[i] -= a[i, j] * b[j];
            b[i] /= a[i, i];
        }

        return b;
    }

    static Vec3<Real64> Get(double[] y, int first, int count) =>
        new(new(y[first]), new(count > 1 ? y[first + 1] : 0), new(count > 2 ? y[first + 2] : 0));

    static void Put(double[] y, int first, int count, Vec3<Real64> value)
    {
        for (int k = 0; k < count; k++)
            y[first + k] = (k == 0 ? value.A : k == 1 ? value.B : value.C).V;
    }
}
