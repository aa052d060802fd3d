#!/usr/bin/env bash
# A private Slurm cluster on this machine, for a demonstration or a test: cluster.sh DIRECTORY NODES GPUS-OF-A-NODE [TYPE...]
#
# With types, each node's GPUs are shared out evenly among them, and gres/gpu:TYPE is counted beside gres/gpu. Where Slurm's JWT plugin is installed, a second slurmrestd answers whoever has
# a token, at the address in DIRECTORY/rest/address.
#
# Starts munged, mariadbd, slurmdbd, slurmctld, a slurmd for each node and slurmrestd, all of them under DIRECTORY (made here) and on 127.0.0.1 or a socket in it, with keys and
# a database of their own; nothing of the machine's own Slurm is used or changed. Says "ready" once every node is idle. Then it does what it reads, a line each, and says "done":
#     stop slurmctld    start slurmctld    stop slurmdbd    start slurmdbd
# A daemon has started when the two talk to each other again and slurmdbd has been told all that slurmctld kept for it.
# When its input ends, whichever way, it stops all that it started and removes DIRECTORY. Needs root, since nodes run jobs as other users.
set -u
dir=$1 nodes=$2 gpus=$3
types=("${@:4}")

fail() { echo "failed: $*"; exit 1; }

[ "$(id -u)" = 0 ] || fail "a cluster runs jobs as other users, so this needs root"
for program in munged mariadbd mariadb-install-db slurmdbd slurmctld slurmd sacctmgr scontrol; do
    PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || fail "$program is missing; run: apt-get install slurmctld slurmd slurmdbd slurmrestd slurm-client munge mariadb-server"
done
PATH=$PATH:/usr/sbin

declare -A pid=()

as() { local user=$1; shift; exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"; }

# until_true TENTHS COMMAND...: waits so long until the command succeeds.
until_true() {
    local left=$1; shift
    until "$@" >/dev/null 2>&1; do [ $((left -= 1)) -gt 0 ] || return 1; sleep 0.1; done
}

# Steps of jobs outlive slurmd and try for ever to reach it. They are known by the configuration in their environment.
leftovers() {
    local environment
    for environment in /proc/[0-9]*/environ; do
        { tr '\0' '\n' <"$environment"; } 2>/dev/null | grep -qxF "SLURM_CONF=$conf" || continue
        environment=${environment#/proc/}
        case $(cat "/proc/${environment%/environ}/comm" 2>/dev/null) in slurmstepd | slurm_script | sleep) echo "${environment%/environ}" ;; esac
    done
}

stop_one() {
    [ -n "${pid[$1]:-}" ] || return 0
    kill "${pid[$1]}" 2>/dev/null
    reap "$1"
}

# reap NAME: waits for what was told to end; a slurmd that looks for its slurmctld does not listen, so it is not asked for ever.
reap() {
    until_true 80 gone "${pid[$1]}" || kill -9 "${pid[$1]}" 2>/dev/null
    wait "${pid[$1]}" 2>/dev/null
    unset "pid[$1]"
}

# A child that has ended stays as a zombie until it is waited for.
gone() { ! grep -q '^State:[[:space:]]*[A-Ya-z]' "/proc/$1/status"; }

finish() {
    trap '' INT TERM HUP
    local name left
    for name in "${!pid[@]}"; do case $name in node*) kill "${pid[$name]}" 2>/dev/null ;; esac; done
    for name in rest token_rest slurmctld slurmdbd; do stop_one "$name"; done
    for name in "${!pid[@]}"; do case $name in node*) reap "$name" ;; esac; done
    for left in $(leftovers); do kill -9 "$left" 2>/dev/null; done
    for name in mariadbd munged; do stop_one "$name"; done
    rm -rf "$dir"
}

start_slurmdbd() {
    (as slurm slurmdbd -D >>"$dir/log/slurmdbd.out" 2>&1) & pid[slurmdbd]=$!
    until_true 600 sacctmgr -n list cluster && caught_up
}

start_slurmctld() {
    (as slurm slurmctld -D >>"$dir/log/slurmctld.out" 2>&1) & pid[slurmctld]=$!
    until_true 600 sh -c 'scontrol ping | grep -q "is UP"' && caught_up
}

# What happened while slurmdbd was away waits in slurmctld, which looks for it from time to time only; where slurmctld does not run there is nothing to wait for.
caught_up() {
    [ -n "${pid[slurmctld]:-}" ] || return 0
    until_true 900 sh -c 'sdiag | grep -Eq "DBD Agent queue size: *0$"'
}

# A run of ports that nobody listens on: three of daemons, then one a node, and one of slurmrestd. Two clusters that start at once must not both find the same, so one at a time looks for
# its ports and takes them.
free_ports() {
    local base port taken
    for _ in $(seq 100); do
        base=$((20000 + RANDOM % 12000)) taken=
        for port in $(seq "$base" $((base + 3 + nodes))); do
            if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then taken=1; break; fi
        done
        [ -n "$taken" ] || { echo "$base"; return; }
    done
    return 1
}

# gpu:8, or gpu:h100:4,gpu:h200:4 with types.
gres_of_a_node() {
    if [ ${#types[@]} = 0 ]; then echo "gpu:$gpus"; else printf "gpu:%s:$((gpus / ${#types[@]}))," "${types[@]}" | sed 's/,$//'; fi
}

write_configuration() {
    cat >"$dir/etc/slurmdbd.conf" <<END
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
DbdHost=localhost
DbdAddr=127.0.0.1
DbdPort=$((port + 1))
CommunicationParameters=NoInAddrAny
SlurmUser=slurm
LogFile=$dir/log/slurmdbd.log
PidFile=$dir/run/slurmdbd.pid
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort=$((port + 2))
StorageUser=slurm
StoragePass=$secret
StorageLoc=accounting
$tokens
END
    chown slurm "$dir/etc/slurmdbd.conf"
    chmod 600 "$dir/etc/slurmdbd.conf"
    cat >"$conf" <<END
ClusterName=private
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$port
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=slurm
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket,cred_expire=15
CredType=cred/munge
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool/%n
SlurmctldPidFile=$dir/run/slurmctld.pid
SlurmdPidFile=$dir/run/%n.pid
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
KillWait=2
JobRequeue=1
SchedulerParameters=bf_interval=3,sched_interval=5,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
DefMemPerCPU=100
GresTypes=gpu
AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=127.0.0.1
AccountingStoragePort=$((port + 1))
AccountingStoragePass=$dir/munge/socket
AccountingStorageEnforce=associations,limits,qos,safe
AccountingStorageTRES=$(printf 'gres/gpu'; [ ${#types[@]} = 0 ] || printf ',gres/gpu:%s' "${types[@]}")
$tokens
JobAcctGatherType=jobacct_gather/none
PreemptType=preempt/qos
PreemptMode=REQUEUE
PriorityType=priority/multifactor
PriorityWeightQOS=1000
SlurmdParameters=config_overrides
NodeName=node[1-$nodes] NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=[$((port + 3))-$((port + 2 + nodes))] Sockets=2 CoresPerSocket=64 RealMemory=2000000 Gres=$(gres_of_a_node) State=UNKNOWN
PartitionName=batch Nodes=ALL Default=YES State=UP MaxTime=INFINITE
END
    # A node without device files would register no GPUs; empty files will do, since no job looks at them.
    touch $(seq -f "$dir/dev/gpu%g" 0 $((gpus - 1)))
    {
        echo AutoDetect=off
        [ ${#types[@]} != 0 ] || echo "NodeName=node[1-$nodes] Name=gpu File=$dir/dev/gpu[0-$((gpus - 1))]"
        local each=$((gpus / (${#types[@]} + !${#types[@]}))) first=0 type
        for type in "${types[@]}"; do
            echo "NodeName=node[1-$nodes] Name=gpu Type=$type File=$dir/dev/gpu[$first-$((first + each - 1))]"
            first=$((first + each))
        done
    } >"$dir/etc/gres.conf"
    # Named so that nothing is looked for: no controller is used.
    echo "CgroupPlugin=cgroup/v1" >"$dir/etc/cgroup.conf"
}

start_database() {
    mariadb-install-db --no-defaults --user=mysql --datadir="$dir/database/data" --skip-test-db --auth-root-authentication-method=normal >"$dir/log/database.out" 2>&1 || return
    (as mysql mariadbd --no-defaults --datadir="$dir/database/data" --socket="$dir/database/socket" --pid-file="$dir/database/pid" --bind-address=127.0.0.1 --port=$((port + 2)) \
        --skip-name-resolve --innodb-buffer-pool-size=128M --innodb-lock-wait-timeout=900 --innodb-flush-log-at-trx-commit=0 >>"$dir/log/database.out" 2>&1) & pid[mariadbd]=$!
    until_true 600 mariadb-admin --no-defaults -uroot -S "$dir/database/socket" ping || return
    mariadb --no-defaults -uroot -S "$dir/database/socket" -e \
        "create database accounting; create user slurm@'127.0.0.1' identified by '$secret'; grant all on accounting.* to slurm@'127.0.0.1'; set password for root@localhost = password('$secret')"
}

start_nodes() {
    local node
    for node in $(seq -f node%g "$nodes"); do
        mkdir -p "$dir/spool/$node"
        slurmd -D -N "$node" >>"$dir/log/$node.out" 2>&1 & pid[$node]=$!
    done
    until_true 600 sh -c "[ \$(sinfo -h -N -t idle -o %N | wc -l) -ge $nodes ]"
}

# It refuses root, and answers as the user that it runs as; reading is all that it is asked for.
start_rest() {
    command -v slurmrestd >/dev/null || return 0
    (cd / && as nobody slurmrestd -a rest_auth/local "unix:$dir/rest/socket" >>"$dir/log/rest.out" 2>&1) & pid[rest]=$!
    until_true 50 test -S "$dir/rest/socket" || true
    [ -n "$tokens" ] || return 0
    (cd / && as nobody env SLURM_JWT=daemon slurmrestd -a rest_auth/jwt "127.0.0.1:$((port + 3 + nodes))" >>"$dir/log/rest.out" 2>&1) & pid[token_rest]=$!
    until_true 50 bash -c "exec 3<>/dev/tcp/127.0.0.1/$((port + 3 + nodes))" && echo "http://127.0.0.1:$((port + 3 + nodes))" >"$dir/rest/address"
}

mkdir -p "$dir"/{etc,log,run,state,spool,munge,database,dev,rest,tmp} || fail "cannot make $dir"
conf=$dir/etc/slurm.conf
export SLURM_CONF=$conf
trap finish EXIT
trap 'exit 1' INT TERM HUP
chmod 755 "$dir"
(as nobody test -x "$dir/etc") || fail "daemons of other users cannot enter $dir; choose a folder that everybody may enter, such as one in /tmp"
# Whose folder for temporary files this is, need not be theirs to write to.
chmod 1777 "$dir/tmp"
export TMPDIR=$dir/tmp
chown slurm "$dir"/{state,log,run}
chown munge "$dir/munge"
chown mysql "$dir/database"
chown nobody "$dir/rest"
exec 9</tmp && flock -w 300 9
port=$(free_ports) || fail "no free ports were found"
secret=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
head -c 1024 /dev/urandom >"$dir/munge/key"
chown munge "$dir/munge/key"
chmod 400 "$dir/munge/key"
tokens=
if compgen -G '/usr/lib*/*/slurm*/auth_jwt.so' >/dev/null; then
    tokens=$(printf 'AuthAltTypes=auth/jwt\nAuthAltParameters=jwt_key=%s/etc/jwt.key' "$dir")
    head -c 32 /dev/urandom >"$dir/etc/jwt.key"
    chown slurm "$dir/etc/jwt.key"
    chmod 600 "$dir/etc/jwt.key"
fi
write_configuration

(as munge munged --foreground --key-file="$dir/munge/key" --socket="$dir/munge/socket" --pid-file="$dir/munge/pid" --log-file="$dir/munge/log" --seed-file="$dir/munge/seed" >/dev/null 2>&1) & pid[munged]=$!
start_database || fail "the database did not start: $(tail -n 3 "$dir/log/database.out")"
start_slurmdbd || fail "slurmdbd did not start: $(tail -n 3 "$dir/log/slurmdbd.log")"
sacctmgr -i -Q add cluster private >/dev/null || fail "the cluster could not be registered"
start_slurmctld || fail "slurmctld did not start: $(tail -n 3 "$dir/log/slurmctld.log")"
start_nodes || fail "not all nodes came up: $(sinfo -h -N -o '%N %T %E' | head -n 3)"
start_rest
# Its daemons hold the file open; the lock on it ends here.
flock -u 9
echo ready

while read -r verb what; do
    case "$verb $what" in
        "stop slurmctld" | "stop slurmdbd") stop_one "$what" ;;
        "start slurmctld" | "start slurmdbd") "start_$what" || echo "failed: $what did not start" ;;
        *) echo "failed: '$verb $what' is no word that this knows" ;;
    esac
    echo done
done
