using System.Text.Json;

namespace SurrogateEngine.Trainers;

/// <summary>A policy as an ONNX file: observations in, the action that it takes for the best out, as <see cref="Policy.Act"/>
/// gives.</summary>
public static class PolicyOnnx
{
    /// <summary>The file's bytes; same policy, same bytes.</summary>
    public static byte[] ToBytes(Policy policy)
    {
        PolicyCard card = policy.Card;
        var graph = new OnnxGraph(policy.Plan.Network.Activation);
        string given = policy.ToOnnx(graph, "observations");
        OnnxValue actions;
        if (card.Box is { } box)
        {
            // From -1 to 1 into the box, what lies outside moved to its edge.
            float[] half = [.. box.Low.Zip(box.High, (low, high) => (float)(0.5 * (high - low)))];
            float[] middle = [.. box.Low.Zip(box.High, (low, high) => (float)(0.5 * (high + low)))];
            string unit = graph.Node("Clip", [given, graph.Number(-1), graph.Number(1)]);
            string scaled = graph.Add(graph.Multiply(unit, graph.Constant(half, half.Length)), graph.Constant(middle, middle.Length));
            graph.Node("actions", "Identity", [scaled], []);
            actions = new("actions", [box.Count], "One row an observation: the action, in the environment's units.");
        }
        else
        {
            graph.Node("actions", "Identity", [given], []);
            actions = new("actions", [card.Choices], "One row an observation: logits of the choices; the largest is the choice.");
        }

        return OnnxExport.Model(card.Software, 1, $"What a policy learned by {card.Algorithm} does for what it sees.",
            graph.Finish("policy", [new("observations", [card.Observations.Count], "One row an episode: what the environment shows.")], [actions]),
            [
                ("algorithm", card.Algorithm), ("task", card.Task.ToJsonString()), ("choices", JsonSerializer.Serialize(card.Choices)),
                ("plan_hash", card.PlanHash), ("plan", policy.Plan.ToJson()),
            ]);
    }
}
