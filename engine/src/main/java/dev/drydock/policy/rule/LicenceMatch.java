package dev.drydock.policy.rule;

import dev.drydock.bom.licence.LicenceExpression;
import dev.drydock.bom.licence.LicenceList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Whether somebody who takes a component is bound by one of some licences: of `A OR B` one may be
/// chosen, `A AND B` both hold (SPDX specification 2.3, annex D).
final class LicenceMatch {
  /// The list is a resource of some hundred lines, read only where a policy speaks of licences.
  private static final class Known {
    private static final LicenceList LIST = LicenceList.load();
  }

  private final List<Test> tests;
  private final Deque<Boolean> values = new ArrayDeque<>();
  private final Deque<String> operators = new ArrayDeque<>();

  private LicenceMatch(List<Test> tests) {
    this.tests = tests;
  }

  static boolean matches(String licence, List<Test> tests) {
    String expression = Known.LIST.parse(licence).map(LicenceExpression::text).orElse(null);
    return expression == null
        ? any(licence, tests)
        : new LicenceMatch(tests).expression(expression);
  }

  private static boolean any(String name, List<Test> tests) {
    for (Test test : tests) {
      if (test.ofNames(List.of(name))) {
        return true;
      }
    }
    return false;
  }

  /// With stacks of its own, so that no depth of parentheses is too deep. `AND` binds closer.
  private boolean expression(String text) {
    StringBuilder term = new StringBuilder();
    for (String word : text.replace("(", " ( ").replace(")", " ) ").trim().split("\\s+")) {
      switch (word) {
        case "(" -> operators.push(word);
        case ")" -> {
          end(term);
          while (!operators.isEmpty() && !"(".equals(operators.peek())) {
            apply();
          }
          operators.poll();
        }
        case "AND", "OR" -> {
          end(term);
          while (!operators.isEmpty()
              && ("AND".equals(operators.peek()) || word.equals(operators.peek()))) {
            apply();
          }
          operators.push(word);
        }
        default -> term.append(term.isEmpty() ? "" : " ").append(word);
      }
    }
    end(term);
    while (!operators.isEmpty()) {
      apply();
    }
    return !values.isEmpty() && values.pop();
  }

  /// A licence, with its exception where it has one.
  private void end(StringBuilder term) {
    if (!term.isEmpty()) {
      values.push(any(term.toString(), tests));
      term.setLength(0);
    }
  }

  private void apply() {
    String operator = operators.pop();
    if (operator.equals("(") || values.size() < 2) {
      return;
    }
    boolean right = values.pop();
    boolean left = values.pop();
    values.push(operator.equals("OR") ? left && right : left || right);
  }
}
