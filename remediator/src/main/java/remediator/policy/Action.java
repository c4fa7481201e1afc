package remediator.policy;

import java.util.List;

/** What a policy asks to be done on one host. */
public sealed interface Action {

  /** Nothing: the policy asks for nothing here. The operator has nothing to do. */
  record None() implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.none(this);
    }
  }

  /**
   * The boot configuration ought to hold {@code add} and not hold {@code remove}; each is one
   * parameter with at most one token ({@code cgroup.memory=nokmem}). Whether it already does is for
   * the plan to say. The operator looks at the plan.
   */
  record Change(List<String> add, List<String> remove) implements Action {
    public Change {
      add = List.copyOf(add);
      remove = List.copyOf(remove);
      if (add.isEmpty() && remove.isEmpty()) {
        throw new IllegalArgumentException("a change that changes nothing");
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.change(this);
    }
  }

  /** No remedy may be used here. The operator reads {@code help}: what would make one possible. */
  record Refuse(List<String> help) implements Action {
    public Refuse {
      help = List.copyOf(help);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refuse(this);
    }
  }

  /**
   * A fact that decides is not known. The operator mends what {@code questions} name (rights, a
   * missing file) and asks again. Never empty.
   */
  record Undetermined(List<OpenQuestion> questions) implements Action {
    public Undetermined {
      questions = List.copyOf(questions);
      if (questions.isEmpty()) {
        throw new IllegalArgumentException("undetermined without a question");
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.undetermined(this);
    }
  }

  /** One method per case. */
  interface Cases<R> {
    R none(None none);

    R change(Change change);

    R refuse(Refuse refuse);

    R undetermined(Undetermined undetermined);
  }

  <R> R match(Cases<R> cases);
}
