namespace SurrogateEngine.Trainers;

static class PlanJson
{
    public static TrainingPlan Read(string json, string place) => throw new NotImplementedException();
    public static string Write(TrainingPlan plan) => throw new NotImplementedException();
}
