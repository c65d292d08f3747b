using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Squared relative error of d(curve)/d(parameter), estimated without bias along one random direction over the points a step
/// (stochastic Sobolev training; Czarnecki et al., NeurIPS 2017, section 3): one double backward whatever the number of
/// points or parameters.
/// </summary>
sealed class SobolevLoss(double weight, long seed) : LossTerm
{
    public override double Backward(nn.Module<Tensor, Tensor> network, Batch batch, long step)
    {
        var known = batch.Slopes ?? throw new InvalidOperationException("The batch carries no slopes.");
        var x = batch.Inputs.detach().requires_grad_();
        var signs = Signs(known.Weights.shape, step, known.Weights.device);
        var along = autograd.grad([network.forward(x)], [x], [signs * known.Weights], create_graph: true)[0];
        var truth = signs.unsqueeze(1).bmm(known.Slopes).squeeze(1);
        var loss = (along - truth).square().sum(1).mean() * (weight / known.Weights.shape[1]);
        loss.backward();
        return loss.Number();
    }

    // Plus or minus one for each point, counted off from (seed, step).
    Tensor Signs(long[] shape, long step, Device device)
    {
        var signs = new float[shape[0] * shape[1]];
        ulong stream = Mix64.Of((ulong)seed, (ulong)step, 1);
        for (int i = 0; i < signs.Length; i++) signs[i] = (Mix64.Of(stream + (ulong)i) & 1) == 0 ? -1 : 1;
        return DeviceTensors.Of(signs, shape, device);
    }
}
