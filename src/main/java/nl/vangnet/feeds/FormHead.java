package nl.vangnet.feeds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.capacity.Variable;
import nl.vangnet.files.Cell;

/// The row of heads of a form: the columns by their place.
record FormHead(
    int row,
    Map<String, Integer> columns,
    Map<Integer, String> names,
    List<Cell> doubled,
    List<Cell> unknown) {
  boolean isList() {
    return columns.containsKey(FormHeads.VARIABLE) && columns.containsKey(FormHeads.VALUE);
  }

  List<Variable> variables() {
    return columns.keySet().stream().map(Variable::find).flatMap(Optional::stream).toList();
  }
}
