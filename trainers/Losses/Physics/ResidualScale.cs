using SurrogateEngine.Kernels;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// What one unit of an integrated residual is: as much as it moves where the network's numbers move by one. It moves by sigma
/// through the states themselves and by the integral of J sigma through the model's rates (J is the model's Jacobian); their root
/// mean square is the unit, the equilibration of rows that direct solvers do. Without it the fast, stiff components would drown
/// the others: their residual is an error of the state times a rate of up to millions a day. The part of the rates is fitted, as
/// a product of powers of the parameters, to simulated states.
/// </summary>
sealed class ResidualScale : IDisposable
{
    const double LeastRate = 1e-12;

    /// <summary>Snapshots that are enough for a fit of a dozen coefficients.</summary>
    const int MostRows = 64;

    readonly Tensor own, rates, constant;

    public ResidualScale(StateModel stateModel, InputScaling scaling, ScalarType type, Device device)
    {
        int numbers = stateModel.Numbers, rows = Math.Min(MostRows, stateModel.Snapshots.Count);
        var inputs = new float[rows * scaling.Count];
        scaling.Scale(stateModel.Snapshots.Parameters.AsSpan(0, inputs.Length), inputs);
        double[] fitted = LogLinear.Fit(inputs, scaling.Count, Integrated(stateModel, Rates(stateModel, rows)), numbers);
        using var scope = NewDisposeScope();
        Tensor Rows(double[] values) => DeviceTensors.Of(values, [values.Length / numbers, numbers], type, device);
        own = Rows([.. stateModel.Deviation.Select(sigma => sigma * sigma)]);
        constant = Rows(fitted[..numbers]);
        rates = Rows(fitted[numbers..]);
        scope.Detach(own, constant, rates);
    }

    /// <summary>What the integrated residual of each component at each node is multiplied by, shape [rows, components * nodes].</summary>
    /// <param name="inputs">Scaled parameters, shape [rows, parameters].</param>
    public Tensor Of(Tensor inputs)
    {
        var moved = inputs.to_type(rates.dtype).matmul(rates).add_(constant).exp_();
        return moved.square().add_(own).rsqrt();
    }

    public void Dispose()
    {
        own.Dispose();
        rates.Dispose();
        constant.Dispose();
    }

    /// <summary>Root of the sum over nodes k of (integral_jk dt/ds rate_k)^2 for each node j, shape [rows, components, nodes].</summary>
    static double[] Integrated(StateModel stateModel, double[] rates)
    {
        int nodes = stateModel.Time.Count;
        var integrated = new double[rates.Length];
        for (int at = 0; at < rates.Length; at += nodes)
            for (int j = 0; j < nodes; j++)
            {
                double sum = 0;
                for (int k = 0; k < nodes; k++)
                {
                    double moved = stateModel.Time.Integral[j * nodes + k] * stateModel.Time.Stretch[k] * rates[at + k];
                    sum += moved * moved;
                }
                integrated[at + j] = Math.Sqrt(sum);
            }
        return integrated;
    }

    /// <summary>Root of the sum over components i of (J_ji sigma_i)^2 for each component j at each node, shape [rows, components,
    /// nodes].</summary>
    static double[] Rates(StateModel stateModel, int rows)
    {
        var (basis, nodes) = (stateModel.States, stateModel.Time.Count);
        int states = basis.States, points = rows * nodes;
        double[] parameters = stateModel.Snapshots.Parameters[..(rows * stateModel.Model.Parameters.Count)],
            proposed = stateModel.Snapshots.States[..(points * states)];
        double[] cotangent = new double[points * states], back = new double[points * states];
        using var model = stateModel.Conditioned.Residual();
        double[] times = stateModel.Time.TimesWithin(single: false);
        var rates = new double[rows * stateModel.Numbers];
        for (int j = 0; j < basis.Count; j++)
        {
            for (int i = 0; i < cotangent.Length; i++)
                cotangent[i] = basis.Project[i % states * basis.Count + j];
            model.VectorJacobianProduct(parameters, times, proposed, cotangent, back, []);
            for (int point = 0; point < points; point++)
            {
                int row = point / nodes, node = point % nodes;
                double sum = LeastRate * LeastRate;
                for (int i = 0; i < basis.Count; i++)
                {
                    double derivative = 0;
                    for (int state = 0; state < states; state++)
                        derivative += basis.Expand[i * states + state]
                        * back[point * states + state];
                    derivative *= stateModel.Deviation[i * nodes + node];
                    sum += derivative * derivative;
                }
                rates[row * stateModel.Numbers + j * nodes + node] = Math.Sqrt(sum);
            }
        }
        return rates;
    }
}
