namespace SurrogateEngine.Trainers;

static class PlanRules
{
    public static TrainingPlan Check(TrainingPlan plan, string place) => throw new NotImplementedException();
}
