using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>The recurrence of a GRU's layer in plain tensor operations: what <see cref="GruNode"/> does at once, for derivatives of its derivatives.</summary>
internal static class GruSteps
{
    /// <summary>All steps, one after the other.</summary>
    /// <param name="driven">W x + b at every time: [time, batch, 3 hidden].</param>
    /// <param name="h">The state before: [batch, hidden].</param>
    /// <param name="weight">U: [3 hidden, hidden].</param>
    /// <param name="bias">[3 hidden].</param>
    /// <param name="backwards">From the last time to the first.</param>
    /// <returns>The state after every time: [time, batch, hidden].</returns>
    internal static Tensor Run(Tensor driven, Tensor h, Tensor weight, Tensor? bias, bool backwards)
    {
        var states = new Tensor[driven.size(0)];
        for (var i = 0; i < states.Length; i++)
        {
            var at = backwards ? states.Length - 1 - i : i;
            states[at] = h = Next(driven[at], nn.functional.linear(h, weight, bias), h);
        }
        return stack(states, 0);
    }

    private static Tensor Next(Tensor driven, Tensor recalled, Tensor h)
    {
        var hidden = h.size(1);
        var gates = (driven.narrow(1, 0, 2 * hidden) + recalled.narrow(1, 0, 2 * hidden)).sigmoid();
        var (reset, update) = (gates.narrow(1, 0, hidden), gates.narrow(1, hidden, hidden));
        var proposed = (driven.narrow(1, 2 * hidden, hidden) + reset * recalled.narrow(1, 2 * hidden, hidden)).tanh();
        return proposed + update * (h - proposed);
    }
}
