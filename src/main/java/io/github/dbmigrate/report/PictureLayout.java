package io.github.dbmigrate.report;

import io.github.dbmigrate.report.Review.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables of a picture stand. Each table stands in a layer right of all that it refers to (the longest way decides;
 * what would close a circle does not count). A reference over several layers passes through each of them. Then each layer is put
 * in the order of the middles of what its members are tied to, a few times forth and back. Tables that are tied to none stand
 * below, in rows.
 */
final class PictureLayout {
    private static final int SWEEPS = 8;
    private static final double LAYER_GAP = 72;
    private static final double BOX_GAP = 22;
    private static final double MARGIN = 12;
    private static final double LEAST_ROW = 560;

    /** A table's place. */
    record Box(TableBox table, double x, double y) {
        double middle() {
            return y + table.height() / 2;
        }

        double right() {
            return x + table.width();
        }
    }

    record Point(double x, double y) {}

    /**
     * The way of a reference, from the left side of the table that has it to the right side of the other. One that closes a
     * circle goes the other way.
     *
     * @param leaves which way it leaves: -1 to the left, 1 to the right
     * @param arrives from which side it arrives: 1 from the right, -1 from the left
     */
    record Edge(String from, String to, List<Point> points, int leaves, int arrives) {
        Edge {
            points = List.copyOf(points);
        }
    }

    /** A table, or where a reference passes through a layer. */
    private static final class Node {
        final @Nullable TableBox table;
        final List<Node> left = new ArrayList<>();
        final List<Node> right = new ArrayList<>();
        double order;
        double x;
        double y;

        Node(@Nullable TableBox table) {
            this.table = table;
        }

        double width() {
            return table == null ? 0 : table.width();
        }

        double height() {
            return table == null ? 0 : table.height();
        }

        double middle() {
            return y + height() / 2;
        }
    }

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Set<String>> references = new HashMap<>();
    private final Map<String, Integer> layerOf = new HashMap<>();
    private final List<List<Node>> layers = new ArrayList<>();
    private final Map<List<String>, List<Node>> ways = new LinkedHashMap<>();
    private final List<Box> boxes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private double width;
    private double height;

    PictureLayout(List<Table> tables) {
        tables.forEach(table -> nodes.putIfAbsent(table.name(), new Node(TableBox.of(table))));
        for (Table table : tables) {
            Set<String> others = new LinkedHashSet<>(table.references());
            others.removeIf(other -> other.equals(table.name()) || !nodes.containsKey(other));
            references.put(table.name(), others);
        }
        Set<String> tied = new HashSet<>();
        references.forEach((table, others) -> {
            if (!others.isEmpty()) {
                tied.add(table);
                tied.addAll(others);
            }
        });
        nodes.keySet().stream().filter(tied::contains).forEach(table -> layer(table, new HashSet<>()));
        nodes.keySet().stream().filter(tied::contains).forEach(this::stand);
        references.keySet().stream().sorted().forEach(this::tie);
        for (int i = 0; i < SWEEPS; i++) {
            sweep(i % 2 == 0);
        }
        place();
        placeUntied(
                nodes.keySet().stream().filter(table -> !tied.contains(table)).toList());
        nodes.values().forEach(this::addBox);
        ways.forEach(this::addEdge);
    }

    List<Box> boxes() {
        return boxes;
    }

    List<Edge> edges() {
        return edges;
    }

    double width() {
        return width + 2 * MARGIN;
    }

    double height() {
        return height + 2 * MARGIN;
    }

    /** One more than the highest of those it refers to. */
    private int layer(String table, Set<String> above) {
        Integer known = layerOf.get(table);
        if (known != null) {
            return known;
        }
        above.add(table);
        int layer = 0;
        for (String other : references.getOrDefault(table, Set.of())) {
            if (!above.contains(other)) {
                layer = Math.max(layer, layer(other, above) + 1);
            }
        }
        above.remove(table);
        layerOf.put(table, layer);
        return layer;
    }

    private void stand(String table) {
        add(node(table), layerOf.getOrDefault(table, 0));
    }

    private void add(Node node, int layer) {
        while (layers.size() <= layer) {
            layers.add(new ArrayList<>());
        }
        node.order = layers.get(layer).size();
        layers.get(layer).add(node);
    }

    private Node node(String table) {
        Node node = nodes.get(table);
        if (node == null) {
            throw new IllegalStateException(table);
        }
        return node;
    }

    private void tie(String table) {
        for (String other : references.getOrDefault(table, Set.of())) {
            int from = layerOf.getOrDefault(other, 0);
            int to = layerOf.getOrDefault(table, 0);
            List<Node> way = new ArrayList<>(List.of(node(other)));
            for (int layer = from + 1; layer < to; layer++) {
                Node through = new Node(null);
                add(through, layer);
                way.add(through);
            }
            way.add(node(table));
            for (int i = 1; from < to && i < way.size(); i++) {
                way.get(i).left.add(way.get(i - 1));
                way.get(i - 1).right.add(way.get(i));
            }
            ways.put(List.of(table, other), way);
        }
    }

    private void sweep(boolean forth) {
        for (int i = 0; i < layers.size(); i++) {
            List<Node> layer = layers.get(forth ? i : layers.size() - 1 - i);
            for (Node node : layer) {
                List<Node> neighbours = forth ? node.left : node.right;
                node.order =
                        neighbours.stream().mapToDouble(n -> n.order).average().orElse(node.order);
            }
            layer.sort(Comparator.comparingDouble(node -> node.order));
            for (int place = 0; place < layer.size(); place++) {
                layer.get(place).order = place;
            }
        }
    }

    private void place() {
        height = layers.stream().mapToDouble(PictureLayout::height).max().orElse(0);
        double x = 0;
        for (List<Node> layer : layers) {
            double widest = layer.stream().mapToDouble(Node::width).max().orElse(0);
            double y = (height - height(layer)) / 2;
            for (Node node : layer) {
                node.x = x + (widest - node.width()) / 2;
                node.y = y;
                y += node.height() + BOX_GAP;
            }
            x += widest + LAYER_GAP;
        }
        width = Math.max(0, x - LAYER_GAP);
    }

    private static double height(List<Node> layer) {
        return layer.stream().mapToDouble(Node::height).sum() + BOX_GAP * (layer.size() - 1);
    }

    private void placeUntied(List<String> tables) {
        double x = 0;
        double y = height == 0 ? 0 : height + 2 * BOX_GAP;
        double row = Math.max(LEAST_ROW, width);
        double highest = 0;
        for (String table : tables) {
            Node node = node(table);
            if (x > 0 && x + node.width() > row) {
                x = 0;
                y += highest + BOX_GAP;
                highest = 0;
            }
            node.x = x;
            node.y = y;
            x += node.width() + BOX_GAP;
            highest = Math.max(highest, node.height());
            width = Math.max(width, node.x + node.width());
            height = Math.max(height, y + highest);
        }
    }

    private void addBox(Node node) {
        if (node.table != null) {
            boxes.add(new Box(node.table, node.x + MARGIN, node.y + MARGIN));
        }
    }

    private void addEdge(List<String> names, List<Node> way) {
        int to = layerOf.getOrDefault(names.get(1), 0) - layerOf.getOrDefault(names.get(0), 0);
        int leaves = to < 0 ? -1 : 1;
        int arrives = to <= 0 ? 1 : -1;
        List<Point> points = new ArrayList<>();
        for (int i = way.size() - 1; i >= 0; i--) {
            Node node = way.get(i);
            boolean atTheRight = (i == 0 ? arrives : leaves) > 0;
            points.add(new Point(node.x + (atTheRight ? node.width() : 0) + MARGIN, node.middle() + MARGIN));
        }
        edges.add(new Edge(names.get(0), names.get(1), points, leaves, arrives));
    }
}
